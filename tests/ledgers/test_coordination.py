"""What the leading office coordinates, accepts and provides for: each is a ledger of its own that ends in a closing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Rectification
from tests.ledgers.conftest import Browser
from tests.ledgers.stories import DUE_ON, pdf
from tests.ledgers.test_registers import People, exported, opened

pytestmark = pytest.mark.django_db
# form → (what the row is about, the columns besides, what the office or the government then said, in which column)
TOLD: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "coordination": (
        "两局数据口径不一致，报表对不上",
        {"raised_on": "2026-09-08", "asked": "请领导小组办公室统一口径"},
        {"coordinator": "安澜市司法局", "coordinated_on": "2026-09-10", "opinion": "以处罚决定书为准"},
    ),
    "disputes": (
        "河道边占道经营由谁查处",
        {"opponent": "安澜市水利局", "kind": "职责交叉"},
        {
            "opinion": "建议由城市管理局查处", "reported_on": "2026-09-12",
            "decision": "安政议〔2026〕9号", "joint": "每月联合巡查一次",
        },
    ),
    "acceptance": (
        "没有建立检查备案制度",
        {"item": "建章立制", "standard": "涉企检查事前备案", "checked_on": "2026-09-28"},
        {"again": "通过"},
    ),
}  # fmt: skip


def solved(people: People, entry: Entry) -> Rectification:
    """Taken on with a day, done with proof, and closed by the office; not by who wrote it down."""
    clerk, row = people["clerk"], Rectification.objects.get(entry=entry)
    plan: dict[str, Any] = {"cause": "分工不明", "measure": "印发通知", "person": "王某", "due_on": DUE_ON}
    row = actions.accept(by=clerk, rectification=row, seen=row.version, **plan)
    proof = pdf(f"通知{entry.pk}", f"通知{entry.pk}.pdf")
    row = actions.submit(by=clerk, rectification=row, seen=row.version, result=f"已经解决{entry.title}", files=[proof])
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=people["colleague"], rectification=row, seen=row.version)
    return actions.close(by=people["supervisor"], rectification=row, seen=row.version)


@pytest.mark.mechanisms("S002-33", "S002-34", "S003-09")
def test_what_was_raised_is_coordinated_and_closed_by_the_office(people: People, browser: Browser) -> None:
    office = browser(people["supervisor"])
    for form, (title, data, said) in TOLD.items():
        ledger = opened(people["clerk"], form)
        lacking = office.post(reverse("ledgers:record", args=[ledger.pk]), {"c_problem": title})
        assert lacking.status_code == 422
        assert not Entry.objects.filter(ledger=ledger).exists()
        actions.record(by=people["colleague"], ledger=ledger, rows=[actions.NewEntry(title, data | said)])
        entry = Entry.objects.get(ledger=ledger)
        assert solved(people, entry).state == "closed"
        rows = exported(office, f"{reverse('ledgers:export_all')}?form={form}")
        told = {str(cell).removesuffix(" 00:00:00") for row in rows for cell in row if cell is not None}
        assert {title, *data.values(), *said.values(), f"已经解决{title}"} <= told, form
        assert browser(people["stranger"]).get(reverse("ledgers:entry", args=[entry.pk])).status_code == 404


@pytest.mark.mechanisms("S004-66")
def test_each_unit_says_what_it_was_given_and_what_it_lacks(people: People, browser: Browser) -> None:
    ledger = opened(people["clerk"], "support")
    rows = [
        actions.NewEntry("执法记录仪", {"year": 2026, "kind": "音像记录设备", "wanted": 20, "there": 12}),
        actions.NewEntry("年度执法经费", {"year": 2026, "kind": "执法经费", "budget": 80_500_000, "paid": 60_000_000}),
    ]
    actions.record(by=people["clerk"], ledger=ledger, rows=rows)
    told = exported(browser(people["supervisor"]), f"{reverse('ledgers:export_all')}?form=support")
    assert any({"执法记录仪", "音像记录设备", 20, 12} <= set(row) for row in told)
    assert any({"年度执法经费", 80.5, 60} <= set(row) for row in told)
    assert not Rectification.objects.filter(entry__ledger=ledger).exists()
