"""The last days a visit is held to, from content/law and the region; None where no rule is kept for the day."""

from __future__ import annotations

import datetime as dt

from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit
from fajian.orgs.models import Unit

TELL, PUBLISH, APPROVE, AWAY = "result_wd", "result_publish_wd", "urgent_wd", "offsite_days"


def last_day(name: str, start: dt.date, unit: Unit) -> dt.date | None:
    """The last day of the term that runs from the day after `start`."""
    found = limit(name, on=start, region=unit.region)
    if not isinstance(found, Value):
        return None
    calendar = Calendar.seeded()
    count = periods.calendar_days if name == AWAY else periods.working_days
    return count(start, found.number, calendar=calendar).last_day
