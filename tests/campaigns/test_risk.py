"""How a task stands: by its day, its milestones, its silence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.campaigns.risk import ORDER, Bounds, Course, bounds, risk, working_days_left

DAY = dt.date(2026, 4, 30)  # a Thursday
SINCE = dt.date(2026, 3, 2)
AT = Bounds(10, 50, 3, 30, 92, 2)


def course(**given: object) -> Course:
    return replace(Course(due_on=DAY, since=SINCE, units=4, done=0, noted_on=DAY - dt.timedelta(25)), **given)  # type: ignore[arg-type]


def before(working: int) -> dt.date:
    """The day with so many working days left."""
    day = DAY
    while working_days_left(day, DAY) < working:
        day -= dt.timedelta(days=1)
    return day


def level(one: Course, today: dt.date) -> str:
    return risk(one, today, AT).level


def test_the_offices_numbers_are_read_from_content() -> None:
    assert bounds().near_working_days > bounds().last_working_days > 0


def test_a_task_with_time_left_and_fresh_notes_is_normal() -> None:
    assert risk(course(), before(11), AT) == risk(course(done=4), before(11), AT)
    assert level(course(), before(11)) == "normal"


@pytest.mark.parametrize(
    ("done", "left", "wanted"), [(1, 10, "at_risk"), (2, 10, "normal"), (1, 11, "normal"), (0, 0, "at_risk")]
)
def test_near_its_day_less_than_half_done_is_a_risk(done: int, left: int, wanted: str) -> None:
    found = risk(course(done=done), before(left), AT)
    assert found.level == wanted
    if wanted == "at_risk":
        short = f"距时限只有{left}个工作日" if left else "时限之前已没有工作日"
        assert found.why == f"{short}，4个单位中完成{done}个"


@pytest.mark.parametrize(("asked", "left", "wanted"), [(1, 3, "at_risk"), (2, 3, "normal"), (1, 4, "normal")])
def test_in_the_last_days_everybody_must_have_asked(asked: int, left: int, wanted: str) -> None:
    assert level(course(done=2, asked=asked), before(left)) == wanted


def test_the_last_day_is_in_time_and_the_next_is_not() -> None:
    assert level(course(done=3, asked=1), DAY) == "normal"
    late = risk(course(done=3), DAY + dt.timedelta(days=1), AT)
    assert (late.level, late.word, late.why) == ("behind", "已滞后", "时限已过1天，还有1个单位没有完成")
    assert level(course(done=4), DAY + dt.timedelta(days=400)) == "normal"
    waiting = risk(course(done=3, asked=1), DAY + dt.timedelta(days=1), AT)
    assert (waiting.level, waiting.why) == ("at_risk", "时限已过，1个单位申请的完成还没有确认")


def test_a_task_that_means_no_unit_is_behind_when_its_day_is_over() -> None:
    found = risk(course(units=0, noted_on=None), DAY + dt.timedelta(days=1), AT)
    assert found.level == "behind"
    assert "没有单位报告完成" in found.why


def test_one_missed_milestone_is_a_risk_and_two_are_more() -> None:
    today = before(20)
    missed = [("印发办法", today - dt.timedelta(days=1)), ("公布名单", today - dt.timedelta(days=9)), ("以后", today)]
    assert "“印发办法”过了时间没有达到" in risk(course(milestones=missed[:1]), today, AT).why
    assert level(course(milestones=missed[:1]), today) == "at_risk"
    assert level(course(milestones=missed), today) == "behind"
    assert level(course(milestones=missed[2:]), today) == "normal"


@pytest.mark.parametrize(("days", "wanted"), [(29, "normal"), (30, "at_risk")])
def test_silence_is_a_risk(days: int, wanted: str) -> None:
    far = course(due_on=dt.date(2026, 12, 31), noted_on=None)
    assert level(far, SINCE + dt.timedelta(days)) == wanted
    later = replace(far, noted_on=SINCE + dt.timedelta(10))
    assert level(later, SINCE + dt.timedelta(10 + days)) == wanted


@pytest.mark.parametrize(("days", "wanted"), [(91, "normal"), (92, "at_risk")])
def test_a_standing_task_may_be_silent_for_a_quarter(days: int, wanted: str) -> None:
    standing = course(due_on=None, standing=True, noted_on=SINCE)
    assert level(standing, SINCE + dt.timedelta(days)) == wanted


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
COURSES = st.builds(
    Course,
    due_on=st.none() | DAYS,
    since=DAYS,
    units=st.integers(0, 6),
    done=st.integers(0, 6),
    asked=st.integers(0, 6),
    noted_on=st.none() | DAYS,
    standing=st.booleans(),
    milestones=st.lists(st.tuples(st.sampled_from(["甲", "乙"]), DAYS), max_size=3),
).filter(lambda one: one.done + one.asked <= one.units)


def rank(one: Course, today: dt.date) -> int:
    return ORDER.index(level(one, today))


@given(COURSES, DAYS, st.integers(1, 60))
def test_waiting_never_makes_it_better(one: Course, today: dt.date, days: int) -> None:
    assert rank(one, today + dt.timedelta(days)) >= rank(one, today)


@given(COURSES.filter(lambda one: one.done + one.asked < one.units), DAYS)
def test_one_more_unit_done_or_asking_never_makes_it_worse(one: Course, today: dt.date) -> None:
    asking = replace(one, asked=one.asked + 1)
    assert rank(asking, today) <= rank(one, today)
    assert rank(replace(one, done=one.done + 1), today) <= rank(asking, today)


@given(COURSES, DAYS, DAYS)
def test_a_newer_note_never_makes_it_worse(one: Course, today: dt.date, noted_on: dt.date) -> None:
    newer = replace(one, noted_on=max(noted_on, one.noted_on or noted_on))
    assert rank(newer, today) <= rank(one, today)


@given(COURSES, DAYS, DAYS)
def test_one_more_milestone_to_reach_never_makes_it_better(one: Course, today: dt.date, due_on: dt.date) -> None:
    assert rank(replace(one, milestones=[*one.milestones, ("又一个", due_on)]), today) >= rank(one, today)


@given(COURSES, DAYS)
def test_whatever_is_not_normal_says_why(one: Course, today: dt.date) -> None:
    found = risk(one, today, AT)
    assert bool(found.why) == (found.level != "normal")
    assert (found.colour == "red") == (found.level == "behind")
