"""暂缓: which records the store says are under review or before a court."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fajian.orgs.models import Unit, User
from fajian.records import warehouse
from fajian.records.models import ImportBatch
from fajian.screening import held
from tests.records.conftest import MINE, case, sheet

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 1)


def remedy(number: str, act: str, **more: str) -> dict[str, str]:
    """A row of 复议诉讼赔偿."""
    row = {"编号": number, "类别": "行政复议", "执法种类": "行政处罚", "办件编号": act, "被申请人代码": MINE,
           "受理立案日期": "2026-10-01", "结束日期": ""}  # fmt: skip
    return row | more


def test_only_proceedings_that_are_on_their_way_on_the_day_hold(
    people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch], tmp_path: Path
) -> None:
    numbers = ("A1", "A2", "A3", "A4", "A5", "A6")
    imported(people["supervisor"], sheet([case(number) for number in numbers]), unit=root)
    rows = [
        remedy("R1", "A1"),
        remedy("R2", "A2", 结束日期="2026-10-31"),  # over before
        remedy("R3", "A3", 结束日期="2026-11-02", 类别="行政诉讼"),  # over afterwards
        remedy("R4", "A4", 受理立案日期="2026-11-02"),  # not yet accepted
        remedy("R5", "A5", 类别="国家赔偿"),
        remedy("R6", "A6", 受理立案日期=""),  # whether it was accepted is not known
    ]
    imported(people["supervisor"], sheet(rows), "复议诉讼赔偿.csv", unit=root)
    store = warehouse.linked(tmp_path / "store", warehouse.standing())
    held.write(store, tmp_path, DAY)
    assert held.read(tmp_path) == {
        "penalties:A1": "行政复议（2026-10-01受理）",
        "penalties:A3": "行政诉讼（2026-10-01受理）",
    }


def test_a_run_of_earlier_days_says_nothing_of_it(tmp_path: Path) -> None:
    assert held.read(tmp_path) == {}
