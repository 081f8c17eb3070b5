"""Duties with their days: holidays said aloud, undated ones kept, every unit with what it owes."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from fajian.engine.law.calendar import Calendar
from fajian.engine.plans.schema import Due, Duty, Plan, Task
from fajian.engine.story import duties
from tests.engine.story.conftest import AS_OF, SHARED

CALENDAR = Calendar.seeded()


def plan(number: str) -> Plan:
    if not SHARED.exists():
        pytest.skip("the folder shared is not here")
    (path,) = (SHARED / "plans" / "gold").glob(f"{number}_*.json")
    return Plan.from_json(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        (dt.date(2024, 10, 3), "截止日不是工作日（国庆节放假），建议最迟2024-09-30报出"),
        (dt.date(2024, 5, 11), ""),  # a Saturday, but a working day
        (dt.date(2026, 11, 21), "截止日不是工作日（周六），建议最迟2026-11-20报出"),
        (dt.date(2026, 11, 20), ""),
        (None, duties.UNDATED),
        (dt.date(1990, 1, 1), "超出工作日历范围，是否工作日请自行核对"),
    ],
)
def test_a_day_that_is_no_working_day_is_said_aloud(day: dt.date | None, hint: str) -> None:
    assert duties.day_hint(day, CALENDAR) == hint


def test_a_year_without_a_notice_is_provisional() -> None:
    assert "待节假日通知" in duties.day_hint(dt.date(2027, 3, 10), CALENDAR)


def test_dated_items_come_first_by_day_and_the_undated_are_all_there() -> None:
    found = duties.items(plan("004"), CALENDAR)
    days = [item.on for item in found if item.on]
    assert days == sorted(days)
    assert all(item.on is None for item in found[len(days) :])
    handed_in = [item for item in found if item.kind == "报送材料"]
    assert len(handed_in) == 4
    undated = [item for item in found if item.hint == duties.UNDATED]
    assert any("着装" in item.what for item in undated)  # 根据上级安排统筹推进
    assert any("业务培训" in item.what for item in undated)  # no limit at all


def test_a_task_with_a_day_that_also_goes_on_is_listed_with_both() -> None:
    found = [item for item in duties.items(plan("004"), CALENDAR) if item.what.startswith("三(一)2 ")]
    assert [(item.on, item.rhythm) for item in found] == [
        (dt.date(2021, 10, 31), ""),
        (dt.date(2021, 11, 30), ""),
        (None, duties.STANDING),
    ]


def test_every_unit_owes_what_all_owe_and_a_named_unit_what_it_alone_owes() -> None:
    two = Plan(
        tasks=(Task("一", "甲事", "甲事", responsible=("各单位",), due=(Due(dt.date(2026, 12, 1), "12月1日前"),)),),
        duties=(Duty("名录库", "市场监管局", "司法局", dt.date(2026, 12, 31), "原文"),),
    )
    rows = duties.per_unit(duties.items(two, CALENDAR), {"1": "甲局", "2": "乙局"})
    assert [(unit, item.what) for unit, item in rows] == [
        ("乙局", "一 甲事"),
        ("市场监管局", "名录库"),
        ("甲局", "一 甲事"),
    ]


@pytest.mark.parametrize(("as_of", "count"), [(dt.date(2024, 8, 28), 3), (dt.date(2024, 8, 29), 2), (AS_OF, 0)])
def test_what_is_still_ahead_includes_the_day_itself(as_of: dt.date, count: int) -> None:
    assert len(duties.ahead(duties.items(plan("001"), CALENDAR), as_of)) == count


def test_the_list_is_written_as_workbook_and_csv(tmp_path: Path) -> None:
    found = duties.items(plan("001"), CALENDAR)
    duties.write(tmp_path / "报送任务.xlsx", found, {"1": "甲局", "2": "乙局"}, "专项整治", as_of=AS_OF)
    book = openpyxl.load_workbook(tmp_path / "报送任务.xlsx")
    assert book.sheetnames == ["有日期的", "未定日期的", "分单位清单"]
    assert [row[2].value.date() for row in book["有日期的"].iter_rows(min_row=4)] == [
        dt.date(2024, 8, 28),
        dt.date(2024, 9, 18),
        dt.date(2024, 10, 3),
    ]
    with (tmp_path / "报送任务.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    mine = [row for row in rows if row["单位"] == "甲局" and row["类别"] == "报送材料"]
    assert len(mine) == len(plan("001").duties)
    hints = {row["截止日期"]: row["提示"] for row in mine}
    assert hints["2024-10-03"].startswith("截止日不是工作日（国庆节放假）")
    assert {row["距今"] for row in mine} == {"已过815天", "已过794天", "已过779天", ""}
