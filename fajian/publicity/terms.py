"""How long there is to make something public, how long it stands, how soon it has to go."""

from __future__ import annotations

import datetime as dt

from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import limit
from fajian.engine.law.unknown import UNKNOWN
from fajian.publicity.kinds import Kind

WITHDRAW, PRE_UPDATE = "withdraw_wd", "update_wd"


def last_day(name: str, start: dt.date, region: str | None) -> dt.date | None:
    """The last day of the term of so many working days; None where the limit is not known for that day."""
    term = limit(name, on=start, region=region)
    return None if term is UNKNOWN else periods.working_days(start, term.number, calendar=Calendar.seeded()).last_day


def due_on(kind: Kind, start: dt.date | None, region: str | None) -> dt.date | None:
    """By when it has to be public; None where there is no term."""
    return last_day(kind.term, start, region) if kind.term and start else None


def of_year(kind: Kind, year: str) -> dt.date | None:
    """By when a year has to be public, the day included; None where there is no such day or the year is not one."""
    year = year.strip().removesuffix("年").removesuffix("年度")
    if not kind.by_day or not (year.isascii() and year.isdigit() and len(year) == 4 and year < "9999"):
        return None
    return dt.date.fromisoformat(f"{int(year) + 1:04d}-{kind.by_day}")


def expires_on(kind: Kind, start: dt.date | None, credit: str, region: str | None) -> dt.date | None:
    """The day after which it no longer stands; None where it stands without end or its class was not said."""
    if not kind.shown or not credit or start is None:
        return None
    term = limit(kind.shown, on=max(start, dt.date(2026, 4, 1)), scope=credit, region=region)
    return None if term is UNKNOWN else periods.corresponding_day(start, term.number)
