"""信用等级 of a party, explained from its events: the same events and the same day give the same grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
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


def bands(parties: Iterable[str], day: dt.date) -> Mapping[str, Band]:
    """The grade on a day of each of these parties; those of whom nothing is on record are left out."""
    events: dict[str, list[CreditEvent]] = {}
    for event in CreditEvent.objects.filter(party__in=set(parties)).order_by("happened_on", "pk"):
        events.setdefault(event.party, []).append(event)
    found = {party: grade(rows, day).band for party, rows in events.items()}
    return {party: band for party, band in found.items() if band is not None}
