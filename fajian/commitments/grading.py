"""信用等级 of a party, explained from its events: the same events and the same day give the same grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fajian.commitments.models import CreditEvent
from fajian.commitments.words import Band, GradeRule, grade_rule
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.periods import months


@dataclass(frozen=True, slots=True)
class Line:
    """One event's part in the grade: its points, 0 with `why` where it does not count."""

    event: CreditEvent
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Grade:
    """`band` None: nothing is on record, so nothing is said of the party."""

    band: Band | None
    points: int
    lines: tuple[Line, ...]
    rule: GradeRule


def grade(events: Iterable[CreditEvent], day: dt.date) -> Grade:
    """The grade on a day from the events of one party, whichever unit recorded them."""
    rule = grade_rule()
    lines = tuple(_line(event, day, rule) for event in events)
    points = min(rule.start + sum(line.points for line in lines), rule.start)
    band = next((one for one in rule.bands if points >= one.least), rule.bands[-1]) if lines else None
    return Grade(band, points, lines, rule)


def _line(event: CreditEvent, day: dt.date, rule: GradeRule) -> Line:
    if event.state != "recorded":
        return Line(event, 0, f"{event.state_word}，不计分")
    until = months(event.happened_on, rule.months, calendar=Calendar.seeded(), roll=False).last_day
    if day > until:
        return Line(event, 0, f"超过{rule.months}个月，不计分")
    return Line(event, event.spec.points, "计分")
