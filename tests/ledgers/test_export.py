"""The ledger as a workbook: the annex's own shape, exactly the rows of the page, the checkpoint below."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core import checkpoints
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import User
from tests.ledgers.conftest import CANARY, Browser, in_state, page

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
    assert point in checkpoints.read(settings.FAJIAN_CHECKPOINTS)
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
