"""The built-in plan is moved to the month of the demo and still reads as the same plan."""

from __future__ import annotations

from datetime import date

import pytest

from fajian.demo.plan import Moved, sample
from fajian.engine.plans.compiler import compile_plan

MONTHS = [date(2026 + (m - 1) // 12, (m - 1) % 12 + 1, 15) for m in range(6, 31)]


def test_in_november_2026_nothing_moves() -> None:
    assert Moved.to(date(2026, 11, 22)).text(sample()) == sample()


@pytest.mark.parametrize("today", MONTHS, ids=str)
def test_the_day_of_the_demo_lies_in_the_last_stage_of_the_same_plan(today: date) -> None:
    was, plan = compile_plan(sample()), compile_plan(Moved.to(today).text(sample()))
    last = plan.stages[-1]
    assert last.from_on
    assert last.to_on
    assert last.from_on <= today <= last.to_on
    assert [(s.title, bool(s.from_on), bool(s.to_on)) for s in plan.stages] == [
        (s.title, bool(s.from_on), bool(s.to_on)) for s in was.stages
    ]
    assert [duty.what for duty in plan.duties] == [duty.what for duty in was.duties]
    assert [task.number for task in plan.tasks] == [task.number for task in was.tasks]
    moved = [duty.due for duty in plan.duties if duty.due]
    assert moved == sorted(moved)
    assert len(moved) == len([duty for duty in was.duties if duty.due])


def test_what_the_campaign_looks_back_on_stays() -> None:
    text = Moved.to(date(2027, 3, 1)).text(sample())
    assert "2024年1月1日以来" in text
    assert "自2024年以来" in text or "2024年以来" in text


def test_the_end_of_a_month_stays_its_end() -> None:
    moved = Moved.to(date(2027, 3, 1))  # four months later
    assert moved.day(10, 31) == date(2027, 2, 28)
    assert moved.day(5, 29) == date(2026, 9, 29)
    assert moved.day(6, 30) == date(2026, 10, 31)
