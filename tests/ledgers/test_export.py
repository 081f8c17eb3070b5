"""The ledger as a workbook: the annex's own shape, exactly the rows of the page, the checkpoint below."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from fajian.core import checkpoints, handouts, tick
from fajian.core.audited import plain_rows
from fajian.core.jobs import carry_out
from fajian.core.models import Event, Job
from fajian.ledgers import actions, exports
from fajian.ledgers.exporting import export
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.selection import Selection
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import User
from tests.ledgers.conftest import CANARY, Browser, in_state, page
from tests.ledgers.test_takeins import hand_back, look, online, set_cell

pytestmark = pytest.mark.django_db
People = dict[str, User]


def sheets(response: Any) -> dict[str, list[dict[str, Any]]]:
    """Rows of each visible sheet by heading."""
    assert response.status_code == 200, response.content.decode()
    book = load_workbook(io.BytesIO(response.content))
    found = {}
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            head = next(n for n, row in enumerate(rows) if "状态" in row)
            names = [low or high for low, high in zip(rows[head], rows[head - 1], strict=True)]
            found[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows[head + 1 :] if row[-1]]
    return found


def test_the_workbook_holds_what_the_page_counts(people: People, ledger: Ledger, browser: Browser) -> None:
    for state in PROBLEM.states:
        in_state(state, people, ledger)
    client = browser(people["supervisor"])
    for query in ("", "?state=closed", "?state=open", "?q=closed"):
        shown = page(client.get(reverse("ledgers:problems") + query)).count('<th scope="row"')
        (rows,) = sheets(client.get(reverse("ledgers:export_all") + query)).values()
        assert len(rows) == shown, query
    (rows,) = sheets(client.get(reverse("ledgers:export", args=[ledger.pk]))).values()
    assert sorted(row["状态"] for row in rows) == sorted(PROBLEM.states.values())
    closed = next(row for row in rows if row["状态"] == "已销号")
    assert closed["具体问题"] == "处罚决定逾期送达 closed"
    assert closed["涉及案件或事项"] == "案件 closed"
    assert closed["整改措施"] == "逐案建立送达台账"
    assert closed["整改时限"].isoformat().startswith("2035-12-31")
    assert (closed["核准人"], closed["退回次数"]) == ("supervisor某", 1)


def test_several_units_stand_in_one_sheet_of_their_form(
    people: People, ledger: Ledger, problem: Any, others_problem: Any, browser: Browser
) -> None:
    other = actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="general")
    actions.record(by=people["clerk"], ledger=other, rows=[actions.NewEntry("另一样式的问题")])
    found = sheets(browser(people["supervisor"]).get(reverse("ledgers:export_all")))
    assert sorted(len(rows) for rows in found.values()) == [1, 1, 1]
    assert any(CANARY in str(rows) for rows in found.values())
    own = sheets(browser(people["clerk"]).get(reverse("ledgers:export_all")))
    assert CANARY not in str(own)


def test_a_text_never_runs_as_a_formula(people: People, ledger: Ledger, browser: Browser) -> None:
    evil = '=HYPERLINK("http://example.invalid","点我")'
    new = actions.NewEntry(evil, {"matter": "@SUM(1)", "remark": "+1+1"}, source_label="-2")
    actions.record(by=people["clerk"], ledger=ledger, rows=[new])
    response = browser(people["clerk"]).get(reverse("ledgers:export", args=[ledger.pk]))
    (rows,) = sheets(response).values()
    assert rows[0]["具体问题"] == evil
    book = load_workbook(io.BytesIO(response.content))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_the_footer_carries_a_checkpoint_that_is_kept(people: People, ledger: Ledger, browser: Browser) -> None:
    actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("问题")])
    response = browser(people["clerk"]).get(reverse("ledgers:export", args=[ledger.pk]))
    book = load_workbook(io.BytesIO(response.content))
    footer = str(book.worksheets[0].oddFooter.left.text)
    point = checkpoints.checkpoint()
    assert " ".join(str(point).split()) in footer
    assert point in checkpoints.read(configured.FAJIAN_CHECKPOINTS)
    assert re.search(r"attachment; filename\*=", response["Content-Disposition"])


def test_struck_out_rows_stay_out_unless_asked_for(people: People, ledger: Ledger, browser: Browser) -> None:
    entries = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("甲"), actions.NewEntry("乙")])
    actions.strike_out(by=people["clerk"], entry=entries[0], seen=1, reason="重复")
    client, address = browser(people["clerk"]), reverse("ledgers:export", args=[ledger.pk])
    (rows,) = sheets(client.get(address)).values()
    assert [(row["序号"], row["台账序号"], row["具体问题"]) for row in rows] == [(1, 2, "乙")]
    (rows,) = sheets(client.get(address + "?state=struck")).values()
    assert [(row["具体问题"], row["状态"]) for row in rows] == [("甲", "已作废")]
    assert Entry.objects.count() == 2


def test_nothing_to_export_is_said_and_an_empty_ledger_is_a_blank_form(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    client = browser(people["clerk"])
    refused = client.get(reverse("ledgers:export_all") + "?q=没有这样的")
    assert refused.status_code == 400
    assert "没有可以导出的内容" in refused.content.decode()
    (rows,) = sheets(client.get(reverse("ledgers:export", args=[ledger.pk]))).values()
    assert rows == []


def test_a_filled_in_export_comes_back_and_where_the_row_moved_on_a_person_decides(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    clerk = people["clerk"]
    new = [actions.NewEntry(f"问题{word}", {"matter": f"案件{word}"}) for word in "甲乙"]
    entries = actions.record(by=clerk, ledger=ledger, rows=new)
    got = browser(clerk).get(reverse("ledgers:export", args=[ledger.pk]))
    book = load_workbook(io.BytesIO(got.content))
    sheet: Any = book.worksheets[0]
    for offset in (1, 2):
        set_cell("涉及案件或事项", offset, f"文件改的{offset}")(sheet)
    out = io.BytesIO()
    book.save(out)
    online(entries[1], clerk, matter="网上改的")
    found = look(hand_back(ledger, out.getvalue(), clerk), clerk)
    assert [one.cells["matter"] for one in found.changed] == [("案件甲", "文件改的1")]
    (clash,) = found.clashes
    assert (clash.conflict.theirs, clash.conflict.ours) == ("文件改的2", "网上改的")
    assert (found.new, found.left, found.absent) == ((), (), ())


# ── many rows ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def many(people: People, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Seven rows where three are many, in the annex's shape as long as there are no more than five."""
    monkeypatch.setattr(exports, "AT_ONCE", 3)
    monkeypatch.setattr(exports, "SHAPED", 5)
    new = [actions.NewEntry(f"=问题{n}", {"matter": f"案件{n}"}, source_label="@来源") for n in range(7)]
    actions.record(by=people["clerk"], ledger=ledger, rows=new)
    return ledger


def exported(client: Client, address: str, query: dict[str, str]) -> Job:
    """Asked for as the page asks, made as a worker does."""
    answer = client.post(address, query)
    row = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[row.pk])
    carry_out.func(row.pk)
    row.refresh_from_db()
    return row


def taken(client: Client, job: Job) -> Any:
    """The file, as the job's page links to it."""
    assert job.result["link"] in page(client.get(reverse("job", args=[job.pk])))
    got: Any = client.get(job.result["link"])
    assert got.status_code == 200
    return load_workbook(io.BytesIO(b"".join(got.streaming_content)))


def test_many_rows_are_written_in_the_background_once_the_user_says_so(
    people: People, many: Ledger, browser: Browser
) -> None:
    client, address = browser(people["clerk"]), reverse("ledgers:export", args=[many.pk])
    shown = page(client.get(f"{address}?q=问题"))
    assert "超过 3 行" in shown
    assert '<input type="hidden" name="q" value="问题">' in shown
    assert not Job.objects.exists()
    job = exported(client, address, {"q": "问题"})
    assert (job.state, job.done, job.percent) == ("done", 7, 100)
    event = Event.objects.filter(command="ledgers.export").latest("seq")
    assert job.result["digest"] in str(event.payload)
    assert "共 7 行" in page(client.get(reverse("job", args=[job.pk])))
    assert len(sheets(client.get(f"{address}?q=问题3"))) == 1  # few rows come at once


def test_a_long_list_holds_the_same_cells_as_the_annex_and_runs_no_formula(
    people: People, many: Ledger, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = browser(people["clerk"]), reverse("ledgers:export", args=[many.pk])
    long = taken(client, exported(client, address, {}))
    monkeypatch.setattr(exports, "SHAPED", 10)
    shaped = taken(client, exported(client, address, {}))
    cells = []
    for book in (long, shaped):
        (sheet,) = [one for one in book.worksheets if one.sheet_state == "visible"]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(n for n, row in enumerate(rows) if "状态" in [str(cell).strip() for cell in row])
        width = len(rows[head]) - (book is shaped)  # the annex has its keys behind
        cells.append([row[:width] for row in rows[head + 1 :] if row[1]])
        assert sheet.freeze_panes == sheet.cell(head + 2, 3).coordinate
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
        assert "留痕检查点" in str(sheet.oddFooter.left.text)
    assert cells[0] == cells[1]
    assert len(cells[0]) == 7


def test_an_export_is_its_askers_alone_and_ends_with_their_reach(
    people: People, many: Ledger, browser: Browser
) -> None:
    job = exported(browser(people["supervisor"]), reverse("ledgers:export_all"), {"unit": str(many.unit_id)})
    address = job.result["link"]
    assert browser(people["supervisor"]).get(address).status_code == 200
    for name in ("colleague", "clerk", "leader"):
        assert browser(people[name]).get(address).status_code == 404, name
    moved = plain_rows(User).filter(pk=people["supervisor"].pk)
    moved.update(unit=people["stranger"].unit, role="clerk")
    assert browser(moved.get()).get(address).status_code == 404


def test_what_a_job_may_read_is_asked_when_it_runs(people: People, many: Ledger, browser: Browser) -> None:
    job = export.ask(by=people["stranger"], ledger=many.pk, query={})
    carry_out.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "没有找到这本台账，或者它不在您的权限范围内。")


def test_an_export_is_cleared_after_a_week_and_says_so(
    people: People, many: Ledger, browser: Browser, settings: Any, tmp_path: Path
) -> None:
    settings.FAJIAN_DATA = tmp_path  # where other tests' files do not lie
    client = browser(people["clerk"])
    job = exported(client, reverse("ledgers:export", args=[many.pk]), {})
    today = timezone.localdate()
    assert tick.DAILY["core.handouts"](today + dt.timedelta(days=handouts.DAYS)) == {"cleared": 0}
    assert client.get(job.result["link"]).status_code == 200
    assert tick.DAILY["core.handouts"](today + dt.timedelta(days=handouts.DAYS + 1)) == {"cleared": 1}
    gone = client.get(job.result["link"])
    assert gone.status_code == 400
    assert "请重新生成" in gone.content.decode()


def test_the_same_long_export_asked_twice_is_made_once(people: People, many: Ledger, browser: Browser) -> None:
    client, address = browser(people["clerk"]), reverse("ledgers:export", args=[many.pk])
    assert client.post(address, {"q": "问题"})["Location"] == client.post(address, {"q": "问题"})["Location"]
    assert client.post(address)["Location"] != client.post(address, {"q": "问题"})["Location"]


def test_an_export_asks_as_often_for_many_rows_as_for_few(people: People, ledger: Ledger, tmp_path: Path) -> None:
    asked = []
    for count in (2, 30):
        actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry(f"问题{count}") for _ in range(count)])
        with CaptureQueriesContext(connection) as queries:
            exports.write(Selection(people["supervisor"], timezone.localdate()), tmp_path / f"{count}.xlsx")
        asked.append(len(queries))
    assert asked[0] == asked[1] < 10
