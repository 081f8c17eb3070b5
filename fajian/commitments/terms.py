"""When a promise is to be verified, and when credit requests are due: the item's own term, else the region's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fajian.commitments.models import PromiseItem
from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit
from fajian.engine.law.periods import UNIT_LABELS
from fajian.engine.law.unknown import UNKNOWN, Unknown

CHECK = "promise_check_days"
_COUNT = {
    "working_days": periods.working_days,
    "calendar_days": periods.calendar_days,
    "months": periods.months,
    "years": periods.years,
}


@dataclass(frozen=True, slots=True)
class Term:
    """So many days or months, and where that stands."""

    count: int
    unit: str
    basis: str

    def __str__(self) -> str:
        return f"{self.count}{UNIT_LABELS[self.unit]}"  # type: ignore[index]

    def last_day(self, start: dt.date) -> dt.date:
        """The last day of the term that runs from the day after `start`; it never ends on a rest day."""
        return _COUNT[self.unit](start, self.count, calendar=Calendar.seeded()).last_day


def check_term(item: PromiseItem, on: dt.date) -> Term | Unknown:
    """Within what a promise under this item is verified; UNKNOWN where neither the item nor the region says."""
    if item.check_count:
        return Term(item.check_count, item.check_unit, "告知承诺事项目录")
    found = limit(CHECK, on=on, region=item.unit.region)
    return UNKNOWN if found is UNKNOWN else term(found)


def term(value: Value | Unknown) -> Term:
    """A limit as a term; its unit is told in words."""
    assert isinstance(value, Value)
    unit = {"工作日": "working_days", "自然日": "calendar_days", "月": "months"}[value.unit]
    return Term(value.number, unit, value.basis)


def shown_until(weight: str, happened_on: dt.date) -> dt.date | None:
    """Until when a record of this weight is shown at the longest; None where no rule is kept for that day."""
    found = limit("credit_shown_months", on=happened_on, scope=weight) if weight else UNKNOWN
    if found is UNKNOWN:
        return None
    assert isinstance(found, Value)
    return periods.months(happened_on, found.number, calendar=Calendar.seeded(), roll=False).last_day


def credit_last_day(name: str, start: dt.date, region: str | None, more: int = 0) -> dt.date | None:
    """The last day of a term of credit requests, `more` working days longer; None where no rule is kept for the day."""
    found = limit(name, on=start, region=region)
    if found is UNKNOWN:
        return None
    assert isinstance(found, Value)
    return periods.working_days(start, found.number + more, calendar=Calendar.seeded()).last_day


def extension(on: dt.date, region: str | None) -> int:
    """Working days by which the decision on a repair may be put off; 0 where no rule is kept."""
    found = limit("credit_extension_wd", on=on, region=region)
    return found.number if isinstance(found, Value) else 0
