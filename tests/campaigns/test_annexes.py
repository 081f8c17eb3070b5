"""附件: the ledgers the first real plan asks for, opened for every unit, filled in, given out in their shape."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import HANDED_OVER, Browser, checked, shared

pytestmark = pytest.mark.django_db
People = dict[str, User]
# Annex → what a clerk writes into a row of it, by column.
ROWS: dict[str, dict[str, str]] = {
    "附件2": {
        "decision_no": "安城管罚字〔2024〕7号", "fine": "0.5", "decided_on": "2024-03-01", "defect": "⑤只罚不纠",
        "problem": "只罚款没有责令改正",
    },
    "附件3": {
        "kind": "复议", "case_no": "安复〔2024〕3号", "correction": "撤销", "stage": "程序", "is_common": "个性",
        "cause": "没有告知听证权利",
    },
    "附件4": {"area": "下沉执法", "source": "12345", "clue_no": "20240701-9", "problem": "下沉人员单人执法"},
    "附件6": {"case_name": "某案", "decision_no": "安卷1号", "defect": "程序", "problem": "缺审核表"},
    "附件9": {"act_kind": "检查", "case_name": "某次检查", "is_id_shown": "no", "problem": "没有出示证件"},
}  # fmt: skip


@pytest.fixture
def running(people: People, units: dict[str, Unit]) -> Campaign:
    """The first real plan, launched for two agencies."""
    row = checked(people, shared(HANDED_OVER[0]))
    joining = [units["agency"], units["other"]]
    return actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining)


@pytest.mark.mechanisms("S001-15", "S001-19", "S001-22", "S001-23", "S001-27", "S001-39", "S001-53")
def test_the_plans_ledgers_are_filled_in_online_and_given_out_in_the_annexes_shape(
    people: People, running: Campaign, browser: Browser
) -> None:
    clerk, unit = browser(people["clerk"]), people["clerk"].unit
    titles = {f"附件{one.number}": one.title for one in running.document.plan.annexes}
    for annex, row in ROWS.items():
        ledger: Any = Ledger.objects.get(unit=unit, annex=annex, source__startswith=running.source)
        spec = ledger.spec
        sent = {f"c_{name}": text for name, text in row.items()} | {"c_unit": unit.name}
        answer = clerk.post(reverse("ledgers:record", args=[ledger.pk]), sent)
        assert answer.status_code == 302, (annex, answer.content.decode())
        entry = Entry.objects.get(ledger=ledger)
        assert entry.rectification.state == "found"
        given = clerk.get(reverse("ledgers:export", args=[ledger.pk]))
        sheet = load_workbook(io.BytesIO(given.content)).worksheets[0]
        texts = [[str(cell.value) for cell in line if cell.value is not None] for line in sheet.iter_rows()]
        assert texts[0] == [annex]
        assert texts[1] == [titles[annex]] == [ledger.title]
        told = {text for line in texts for text in line}
        assert {column.label for column in spec.columns} <= told
        assert {text for name, text in row.items() if spec[name].kind in ("text", "long_text", "choice")} <= told


def test_each_annex_is_asked_for_by_its_task_with_the_office_that_leads_it_and_due_with_the_report(
    people: People, running: Campaign
) -> None:
    asked = {f"附件{number}": task.lead for task in running.document.plan.tasks for number in task.annexes}
    assert {annex for annex in ROWS if asked[annex]} == set(ROWS)
    assert asked["附件2"] == asked["附件3"] == asked["附件6"] == ("市城市管理局政策法规科",)
    (report,) = Duty.objects.filter(unit=people["clerk"].unit, what="整治自查报告及相关附件")
    assert report.due_on == dt.date(2024, 8, 28)
