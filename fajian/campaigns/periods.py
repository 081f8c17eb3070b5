"""Which periods of a standing duty are to be opened by a day. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from fajian.campaigns.escalation import ONE_DAY
from fajian.campaigns.rhythm import days
from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar

AHEAD = dt.timedelta(days=800)  # how far a look into the future goes: two yearly periods


def periods(
    every: str, words: str, from_on: dt.date, to_on: dt.date | None, until: dt.date
) -> tuple[tuple[dt.date, str], ...]:
    """(last day, which period) of every period of the span due by `until`; empty where the words name no day."""
    return days(every, words, from_on, min(to_on, until) if to_on else until)


def upcoming(every: str, words: str, from_on: dt.date, to_on: dt.date | None, count: int) -> list[tuple[dt.date, str]]:
    """The first so many periods from a day on."""
    return list(periods(every, words, from_on, to_on, from_on + AHEAD)[:count])


def opens_on(due_on: dt.date, open_before: int, calendar: Calendar) -> dt.date:
    """The day a period's duties are opened; calendar days where the calendar does not reach."""
    try:
        return calendar.nth_working_day_before(due_on, open_before) if open_before else due_on
    except InputError:
        return due_on - open_before * ONE_DAY


def to_open(
    found: tuple[tuple[dt.date, str], ...],
    open_before: int,
    opened: Container[dt.date],
    today: dt.date,
    calendar: Calendar,
) -> list[tuple[dt.date, str]]:
    """The periods whose day of opening has come, that are not over, and are not open yet."""
    return [
        (due_on, label)
        for due_on, label in found
        if due_on >= today and due_on not in opened and opens_on(due_on, open_before, calendar) <= today
    ]
