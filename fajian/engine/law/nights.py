"""夜间和法定节假日, when an administrative decision must not be enforced."""

from __future__ import annotations

import datetime as dt

from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit


def touches_night_or_holiday(start: dt.datetime, end: dt.datetime, *, calendar: Calendar) -> bool:
    """Whether [start, end) touches the night or a day off by a holiday arrangement (行政强制法 43(1)).

    The law gives no hours: 22 to 6 by content/law/limits.yaml. Ending at 22:00 sharp does not touch the night. A
    plain weekend is no holiday, and a Saturday worked by 调休 even less. An end before the start counts as the start.
    """
    day, last = start.date(), max(start, end)
    evening, morning = _hour("night_from_hour", day), _hour("night_to_hour", day)
    while dt.datetime.combine(day, dt.time(), start.tzinfo) <= last:
        midnight = dt.datetime.combine(day, dt.time(), start.tzinfo)
        quiet = [(midnight, midnight + morning), (midnight + evening, midnight + dt.timedelta(days=1))]
        if calendar.is_holiday(day):
            quiet = [(midnight, midnight + dt.timedelta(days=1))]
        # A single moment (start == last) is inside a span that contains it.
        if any(start < until and (since < last or since == start) for since, until in quiet):
            return True
        day += dt.timedelta(days=1)
    return False


def _hour(name: str, on: dt.date) -> dt.timedelta:
    value = limit(name, on=on)
    if not isinstance(value, Value):
        raise ValueError(f"{name} is not given for {on}")
    return dt.timedelta(hours=value.number)
