"""Terms of instruments: what the region says where the paper says nothing, and their last day."""

from __future__ import annotations

import datetime as dt

from fajian.core.errors import Refused
from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit
from fajian.engine.law.unknown import Unknown
from fajian.orgs.models import Unit

REPORT, ANSWER = "supervision_days", "objection_answer_days"
REMIND_BEFORE = (3, 0)  # working days left
REMIND_AGAIN = 5  # working days


def usual(name: str, office: Unit, on: dt.date) -> Value | Unknown:
    """The region's term of this kind, with its article; UNKNOWN where it is not known."""
    return limit(name, on=on, region=office.region)


def last_day(start: dt.date, term: int, unit: str) -> dt.date:
    """The last day of a term that runs from the day after `start`; it never ends on a rest day."""
    count = periods.working_days if unit == "working_days" else periods.calendar_days
    if term < 1:
        raise Refused("时限至少 1 天。")
    return count(start, term, calendar=Calendar.seeded()).last_day


def is_reminded(due_on: dt.date, today: dt.date) -> bool:
    """Is the unit reminded today: shortly before the day, the day after it, then every fifth working day."""
    calendar = Calendar.seeded()
    if not calendar.day(today).is_working:
        return False
    if today <= due_on:
        return calendar.working_days_between(today, due_on) in REMIND_BEFORE
    late = calendar.working_days_between(due_on, today)
    return late == 1 or late % REMIND_AGAIN == 0
