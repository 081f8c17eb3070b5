"""销号档案: whole, checkable by anybody, and for those alone who may see the row."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from fajian.core import checkpoints
from fajian.core.jobs import Run
from fajian.core.models import Event, Job
from fajian.engine.faults import InputError
from fajian.ledgers import actions, dossiers, exporting
from fajian.ledgers.models import Ledger, Proof, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state

pytestmark = pytest.mark.django_db
People = dict[str, User]


def opened(response: Any) -> zipfile.ZipFile:
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def closed(people: People, ledger: Ledger) -> Rectification:
    return in_state("closed", people, ledger)


def test_it_holds_the_paper_the_data_every_proof_and_a_manifest(
    people: People, closed: Rectification, browser: Browser
) -> None:
    archive = opened(browser(people["supervisor"]).get(reverse("ledgers:dossier", args=[closed.pk])))
    assert set(archive.namelist()) == {
        "档案.docx", "档案.json", "佐证/回证.pdf", "佐证/签收.pdf", "留痕检查点.txt", "清单.csv", "SHA256SUMS",
    }  # fmt: skip
    cells = [
        cell.text
        for table in Document(io.BytesIO(archive.read("档案.docx"))).tables
        for row in table.rows
        for cell in row.cells
    ]
    for part in ("逐案建立送达台账", "回证.pdf", "supervisor某（执法监督员）", "退回整改", "理由：缺当事人签收日期"):
        assert any(part in cell for cell in cells), part
    told = json.loads(archive.read("档案.json"))
    steps = [event["command"].partition(".")[2] for event in told["events"]]
    assert steps == ["record", "accept", "add_proof", "submit", "return", "submit", "close"]
    for event in told["events"]:
        assert Event.objects.get(seq=event["seq"]).hash == event["hash"]
    (point,) = checkpoints.parse(archive.read("留痕检查点.txt").decode())
    assert point == checkpoints.checkpoint()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_sha256sum_finds_every_file_in_order_and_any_change(
    people: People, closed: Rectification, browser: Browser, tmp_path: Path
) -> None:
    archive = opened(browser(people["clerk"]).get(reverse("ledgers:dossier", args=[closed.pk])))
    archive.extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == len(archive.namelist()) - 1
    (tmp_path / "佐证" / "回证.pdf").write_bytes(b"%PDF-1.4 another")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_proof_taken_back_stays_in_it_and_says_so(people: People, ledger: Ledger, browser: Browser) -> None:
    row = in_state("rectifying", people, ledger)
    proof = Proof.objects.get(rectification=row)
    actions.take_back_proof(by=people["clerk"], proof=proof, reason="传错了")
    archive = opened(browser(people["clerk"]).get(reverse("ledgers:dossier", args=[row.pk])))
    assert "佐证/回证.pdf" in archive.namelist()
    assert "已撤回：传错了" in archive.read("清单.csv").decode("utf-8-sig")


def test_other_rows_of_the_same_command_are_not_in_it(people: People, ledger: Ledger, browser: Browser) -> None:
    rows = [actions.NewEntry("这一个"), actions.NewEntry("同批登记的另一个")]
    entry, _ = actions.record(by=people["clerk"], ledger=ledger, rows=rows)
    archive = opened(browser(people["clerk"]).get(reverse("ledgers:dossier", args=[entry.pk])))
    content = archive.read("档案.json").decode()
    assert "这一个" in content
    assert "同批登记的另一个" not in content


def test_only_those_who_may_see_the_row_get_it(people: People, others_problem: Rectification, browser: Browser) -> None:
    address = reverse("ledgers:dossier", args=[others_problem.pk])
    statuses = {name: browser(user).get(address).status_code for name, user in people.items()}
    may = {"stranger", "supervisor", "colleague", "leader", "discipline"}
    assert {name for name, status in statuses.items() if status == 200} == may
    assert {statuses[name] for name in ("clerk", "chief")} == {404}
    assert {statuses[name] for name in ("officer", "admin", "security", "auditor")} == {403}


def test_several_lie_in_folders_of_their_own(people: People, ledger: Ledger, tmp_path: Path) -> None:
    entries = [in_state(state, people, ledger).entry for state in ("closed", "rectifying")]
    today = entries[0].ledger.opened_on
    place = tmp_path / dossiers.title(entries, today)
    count = dossiers.write(place, entries, today)
    with zipfile.ZipFile(place) as archive:
        names = archive.namelist()
    assert count == len(names) - 2  # the manifests
    folders = {name.rsplit("/", 2)[0] for name in names if name.endswith("档案.json")}
    assert folders == {entries[0].unit.name}
    assert sum(name.endswith("/档案.json") for name in names) == 2


def test_a_whole_list_is_packed_in_the_background_for_whoever_asked(
    people: People, ledger: Ledger, others_problem: Rectification, browser: Browser
) -> None:
    for state in ("closed", "rectifying"):
        in_state(state, people, ledger)
    clerk = browser(people["clerk"])
    closed_ones = f"{reverse('ledgers:ledger', args=[ledger.pk])}?state=closed"
    assert "装销号档案" in clerk.get(closed_ones).content.decode()
    assert "装销号档案" not in clerk.get(reverse("ledgers:ledger", args=[ledger.pk])).content.decode()
    clerk.post(f"{reverse('ledgers:dossiers')}?state=closed&ledger={ledger.pk}")
    asked = Job.objects.get(name="ledgers.dossiers")
    exporting.dossiers_of.body(Run(asked), **asked.arguments)
    told = exporting.dossiers_of.body(Run(asked), **asked.arguments)  # begun again it comes to the same
    Job.objects.filter(pk=asked.pk).update(state="done", result=told)
    archive = opened(clerk.get(told["link"]))
    assert "档案.json" in archive.namelist()
    assert "处罚决定逾期送达 closed" in archive.read("档案.json").decode()
    assert browser(people["chief"]).get(told["link"]).status_code == 404
    event = Event.objects.filter(command="ledgers.pack_dossiers").latest("seq")
    assert event.actor == people["clerk"].pk
    assert told["digest"] in (event.payload or "")


def test_too_long_a_list_is_refused_with_a_way_out(
    people: People, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "MOST", 1)
    rows = [actions.NewEntry("一"), actions.NewEntry("二")]
    actions.record(by=people["clerk"], ledger=ledger, rows=rows)
    run = Run(Job.objects.create(name="ledgers.dossiers", title="x", asked_by=people["clerk"]))
    with pytest.raises(InputError, match="一次最多装 1 个条目的档案，请按单位或者状态筛选"):
        exporting.dossiers_of.body(run, ledger=ledger.pk, query={})
    with pytest.raises(InputError, match="没有符合条件的条目"):
        exporting.dossiers_of.body(run, ledger=ledger.pk, query={"state": "closed"})
