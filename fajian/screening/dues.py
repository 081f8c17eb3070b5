"""Days and thresholds an office may change: content/screening.yaml."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from fajian import content
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.periods import working_days


@dataclass(frozen=True, slots=True)
class Policy:
    """What content/screening.yaml says; its comments say what each means."""

    explain_working_days: int
    longest_working_days: int
    remind_working_days: int
    reviews: int
    confirmed_below_percent: int


@cache
def policy() -> Policy:
    """Read once per process."""
    told = content.read("screening.yaml")
    return Policy(**told.pop("review"), **told)


def last_day(given_on: dt.date, count: int) -> dt.date:
    """The last day of an explanation given out on a day; that day itself does not count."""
    return working_days(given_on, count, calendar=Calendar.seeded()).last_day


def is_working(day: dt.date) -> bool:
    """Is anybody at the desk?"""
    return Calendar.seeded().day(day).is_working
