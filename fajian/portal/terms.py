"""By when a complaint is taken up and answered, by its channel and region."""

from __future__ import annotations

import datetime as dt

from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit
from fajian.engine.law.unknown import Unknown
from fajian.orgs.models import Unit
from fajian.portal.words import words

ACCEPT, DONE, FURTHER = "accept_wd", "done_days", "done_extension_days"


def last_day(name: str, channel: str, office: Unit, start: dt.date, further: int = 0) -> dt.date | None:
    """The last day of a term that runs from the day after `start`; None where the region has none."""
    term = of(name, channel, office, start)
    if isinstance(term, Unknown):
        return None
    count = periods.working_days if term.unit == "工作日" else periods.calendar_days
    return count(start, term.number + further, calendar=Calendar.seeded()).last_day


def of(name: str, channel: str, office: Unit, on: dt.date) -> Value | Unknown:
    """The term with its article."""
    return limit(name, on=on, scope=words().channels[channel]["scope"], region=office.region)
