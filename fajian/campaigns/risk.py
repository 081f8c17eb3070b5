"""任务滞后风险: how a task stands on a day, and why, in words; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar

WORDS = {"normal": "正常", "at_risk": "有风险", "behind": "已滞后"}
ORDER = tuple(WORDS)
PRESSING = ORDER[1:]
OVER = "over"  # the campaign has ended: nothing is at risk any more
COLOURS = {"normal": "green", "at_risk": "yellow", "behind": "red", OVER: "grey"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which numbers on a task is at risk; content/campaigns/risk.yaml."""

    near_working_days: int
    near_share: int
    last_working_days: int
    silent_days: int
    standing_silent_days: int
    missed_milestones: int


@cache
def bounds() -> Bounds:
    """The office's numbers."""
    return Bounds(**content.read("campaigns", "risk.yaml"))


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a task: its last day, how many of its `units` are `done` or have asked for it (`asked`).

    `since`: when the task began to run; `noted_on` the day of the last note, null without one; `milestones` the last
    days of those not reached. A standing task has no last day, or goes on behind it.
    """

    due_on: dt.date | None
    since: dt.date
    units: int
    done: int
    asked: int = 0
    noted_on: dt.date | None = None
    standing: bool = False
    milestones: Sequence[tuple[str, dt.date]] = ()

    @property
    def finished(self) -> bool:
        """Has every unit done its part?"""
        return self.units > 0 and self.done >= self.units


@dataclass(frozen=True, slots=True)
class Risk:
    """正常, 有风险 or 已滞后, or OVER; each reason is a clause of its own."""

    level: str
    reasons: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """As people read it."""
        return "行动已结束" if self.level == OVER else WORDS[self.level]

    @property
    def colour(self) -> str:
        """Of its light."""
        return COLOURS[self.level]

    @property
    def why(self) -> str:
        """The reasons as a sentence without its full stop; "" where all is well."""
        return "；".join(self.reasons)


def risk(course: Course, today: dt.date, at: Bounds | None = None) -> Risk:
    """How the task stands on `today`. Its last day is still in time; what is finished and does not go on is 正常."""
    if course.finished and not course.standing:
        return Risk("normal")
    at = at or bounds()
    found = [*_by_day(course, today, at), *_by_milestones(course, today, at), *_by_silence(course, today, at)]
    level = max((level for level, _ in found), key=ORDER.index, default="normal")
    return Risk(level, tuple(why for _, why in found))


def _by_day(course: Course, today: dt.date, at: Bounds) -> Iterator[tuple[str, str]]:
    """Measured by what is left until the last day."""
    if course.due_on is None or course.finished:
        return
    open_units = course.units - course.done
    if today > course.due_on:
        if course.asked < open_units or not course.units:
            who = f"还有{open_units}个单位没有完成" if course.units else "没有单位报告完成"
            yield "behind", f"时限已过{(today - course.due_on).days}天，{who}"
        else:
            yield "at_risk", f"时限已过，{course.asked}个单位申请的完成还没有确认"
        return
    left = working_days_left(today, course.due_on)
    if left <= at.near_working_days and course.units and course.done * 100 < at.near_share * course.units:
        yield "at_risk", f"{_short(left)}，{course.units}个单位中完成{course.done}个"
    elif left <= at.last_working_days and course.asked < open_units:
        yield "at_risk", f"{_short(left)}，还有{open_units - course.asked}个单位没有申请确认完成"


def _short(left: int) -> str:
    return f"距时限只有{left}个工作日" if left else "时限之前已没有工作日"


def _by_milestones(course: Course, today: dt.date, at: Bounds) -> Iterator[tuple[str, str]]:
    missed = [title for title, due_on in course.milestones if due_on < today]
    if missed:
        level = "behind" if len(missed) >= at.missed_milestones else "at_risk"
        yield level, f"里程碑“{'”“'.join(missed[:3])}”{'等' if len(missed) > 3 else ''}过了时间没有达到"


def _by_silence(course: Course, today: dt.date, at: Bounds) -> Iterator[tuple[str, str]]:
    """Nothing was written for too long."""
    allowed = at.standing_silent_days if course.standing else at.silent_days
    silent = (today - max(course.noted_on or course.since, course.since)).days
    if silent >= allowed:
        yield "at_risk", f"{silent}天没有进展记录" if course.noted_on else f"启动{silent}天，还没有进展记录"


def working_days_left(today: dt.date, due_on: dt.date) -> int:
    """Working days after today up to the last day; calendar days where the calendar does not reach."""
    try:
        return Calendar.seeded().working_days_between(today, due_on)
    except InputError:
        return (due_on - today).days
