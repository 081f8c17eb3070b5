"""资料包: everything is in it, every byte as the manifest says, and nothing of another unit."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty, Return
from fajian.core.audited import plain_rows
from fajian.core.files import path_of, receive
from fajian.core.jobs import JOBS, Run
from fajian.core.models import Event, Job
from fajian.core.packing import CHANGED, GONE, Packing, named
from fajian.ledgers.models import Proof
from fajian.orgs.models import User
from fajian.reporting.frozen import contents
from fajian.reporting.lists import NAMES
from fajian.reporting.measures import month_of
from tests.campaigns.conftest import CANARY, Browser, handed_in

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.fixture
def full(busy: Campaign, people: People) -> Campaign:
    """Both agencies have handed something in, and a month is frozen."""
    for by, text in (("clerk", "自查已完成"), ("stranger", f"{CANARY}的报告")):
        duty = Duty.objects.filter(campaign=busy, unit=people[by].unit, annexes="", state="due").earliest("number")
        paper = receive(io.BytesIO(b"%PDF-1.4\n" + text.encode() + b"\n%%EOF\n"), f"{text}.pdf")
        handed_in(people, duty, text, by=by, received=paper)
        unit = people[by].unit
        assert unit is not None
        actions.hand_in_plan(
            by=people[by], campaign=busy, unit=unit, kind="plan", title="方案", text=text, received=paper
        )
    today = timezone.localdate()
    read = contents(busy, people["supervisor"], month_of(today, today))
    actions.freeze(
        by=people["supervisor"], campaign=busy, month_on=today.replace(day=1), as_of=today,
        contents={unit: content.to_json() for unit, content in read.items()},
    )  # fmt: skip
    return busy


def packed(client: Client, campaign: Campaign, **asked: Any) -> zipfile.ZipFile:
    """Asked for on the page, made as a worker does, downloaded."""
    answer = client.post(reverse("reporting:pack", args=[campaign.pk]), asked)
    assert answer.status_code == 302
    row = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[row.pk])
    result = JOBS[row.name].body(Run(row), **row.arguments)
    Job.objects.filter(pk=row.pk).update(state="done", result=result)
    row.refresh_from_db()
    assert row.percent == 100
    assert result["link"] in client.get(reverse("job", args=[row.pk])).content.decode()
    got: Any = client.get(result["link"])
    assert got.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(got.streaming_content)))


def manifest(pack: zipfile.ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pack.read("清单.csv").decode("utf-8-sig"))))


def words(name: str, content: bytes) -> str:
    """What a member says to whoever opens it."""
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        return str([[cell.value for cell in line] for sheet in book.worksheets for line in sheet.iter_rows()])
    if name.endswith(".docx"):
        return "".join(node.text or "" for node in docx.Document(io.BytesIO(content)).element.body.iter())
    return content.decode("utf-8", "replace")


@pytest.mark.mechanisms("S000-36", "S004-69")
def test_a_pack_holds_everything_and_every_member_is_as_the_manifest_says(
    full: Campaign, people: People, browser: Browser
) -> None:
    pack = packed(browser(people["supervisor"]), full)
    lines = manifest(pack)
    assert [line["文件"] for line in lines] == [name for name in pack.namelist() if name != "清单.csv"]
    for line in lines:
        content = pack.read(line["文件"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (int(line["字节数"]), line["SHA-256"])
    texts = {line["文件"]: words(line["文件"], pack.read(line["文件"])) for line in lines}
    assert texts["方案/方案全文.txt"] == full.document.text
    for part in ("台账", "佐证", "报送", "备案"):
        assert any(name.startswith(f"{part}/安澜市城市管理局/") for name in texts), part
    assert any(name.startswith("推进情况台账/") for name in texts)
    assert CANARY in "".join(texts)
    assert sum(name.startswith("报告草稿/") for name in texts) >= 4
    for name in NAMES:
        assert CANARY in texts[f"{name}.xlsx"], name
    assert "到期没有报送的报送义务" in texts["资料自检.xlsx"]
    assert "自查已完成" in texts["报送/报送清单.xlsx"]
    proofs = [name for name in texts if name.startswith("佐证/")]
    assert len(proofs) == Proof.objects.count() > 0
    event = Event.objects.filter(command="campaigns.pack").latest("seq")
    assert hashlib.sha256(pack.read("清单.csv")).hexdigest() in str(event.payload)


def test_the_content_of_a_return_has_the_digest_under_which_it_was_handed_in(
    full: Campaign, people: People, browser: Browser
) -> None:
    pack = packed(browser(people["clerk"]), full)
    row = Return.objects.exclude(digest="").filter(unit=people["clerk"].unit).earliest("pk")
    assert row.digest in {line["SHA-256"] for line in manifest(pack) if line["文件"].endswith("报送内容.json")}


@pytest.mark.parametrize("by", ["clerk", "supervisor"])
def test_a_units_pack_says_nothing_of_another_unit(full: Campaign, people: People, browser: Browser, by: str) -> None:
    own = people["clerk"].unit_id
    pack = packed(browser(people[by]), full, **({"unit": own} if by == "supervisor" else {}))
    for name in pack.namelist():
        assert CANARY not in name
        assert CANARY not in words(name, pack.read(name)), name
    assert any(name.startswith("佐证/安澜市城市管理局/") for name in pack.namelist())


def test_only_who_asked_downloads_it_and_another_unit_cannot_be_asked_for(
    full: Campaign, people: People, browser: Browser
) -> None:
    client = browser(people["clerk"])
    packed(client, full)
    address = reverse("reporting:pack_file", args=[Job.objects.latest("pk").pk])
    for name in ("stranger", "chief", "supervisor"):
        assert browser(people[name]).get(address).status_code == 404, name
    assert browser(people["officer"]).get(address).status_code == 403
    count = Job.objects.count()
    sent = {"unit": str(people["stranger"].unit_id)}
    client.post(reverse("reporting:pack", args=[full.pk]), sent)  # has one unit only: what it sends is not read
    assert Job.objects.latest("pk").arguments == {"campaign": full.pk, "unit": None}
    county = browser(people["county_supervisor"])
    county.post(reverse("reporting:pack", args=[full.pk]), sent)
    assert not any(job.arguments["unit"] == people["stranger"].unit_id for job in Job.objects.all())
    assert Job.objects.count() <= count + 2


def test_who_has_moved_to_another_unit_no_longer_gets_it(full: Campaign, people: People, browser: Browser) -> None:
    packed(browser(people["supervisor"]), full)
    address = reverse("reporting:pack_file", args=[Job.objects.latest("pk").pk])
    moved = plain_rows(User).filter(pk=people["supervisor"].pk)
    moved.update(unit=people["clerk"].unit, role="clerk")
    assert browser(moved.get()).get(address).status_code == 404


def test_asked_twice_it_is_made_once(full: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["supervisor"])
    address = reverse("reporting:pack", args=[full.pk])
    assert client.post(address)["Location"] == client.post(address)["Location"]
    assert Job.objects.filter(name="reporting.pack").count() == 1
    client.post(address, {"unit": str(people["clerk"].unit_id)})
    assert Job.objects.filter(name="reporting.pack").count() == 2


def test_a_file_that_is_gone_or_changed_is_said_in_the_manifest(
    full: Campaign, people: People, browser: Browser
) -> None:
    gone, changed = Return.objects.exclude(file=None).order_by("pk")[:2]
    for row in (gone, changed):
        assert row.file is not None
    path_of(gone.file.digest).unlink()
    path_of(changed.file.digest).write_bytes(b"another")
    lines = manifest(packed(browser(people["supervisor"]), full))
    assert any(GONE in line["说明"] and not line["SHA-256"] for line in lines)
    assert any(CHANGED in line["说明"] for line in lines)
    # Each was handed in with a return and for filing.
    assert "其中 4 份缺失或者内容有变" in str(Job.objects.latest("pk").result)


def test_the_same_name_twice_gets_a_number_and_signs_windows_refuses_are_left_out(tmp_path: Path) -> None:
    with Packing(tmp_path / "a.zip", timezone.localdate()) as packing:
        packing.text("甲/A.txt", "1", "")
        packing.text("甲/a.txt", "2", "")
        assert packing.close() == 2
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert pack.namelist() == ["甲/A.txt", "甲/a（2）.txt", "清单.csv"]
    assert named("../照片:一?.JPG") == "照片 一.JPG"
    assert re.fullmatch(r"长+\.pdf", named("长" * 190 + ".pdf"))


def test_a_job_that_begins_twice_packs_what_there_is_by_then(full: Campaign, people: People, browser: Browser) -> None:
    packed(browser(people["clerk"]), full)
    row = Job.objects.latest("pk")
    JOBS[row.name].body(Run(row), **row.arguments)
    got: Any = browser(people["clerk"]).get(reverse("reporting:pack_file", args=[row.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(got.streaming_content))) as pack:
        assert pack.testzip() is None
        assert {"清单.csv", "资料自检.xlsx"} <= set(pack.namelist())
