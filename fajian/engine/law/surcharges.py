"""加处罚款: what may be added to a fine that is not paid in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from fajian.engine.law.limits import limit
from fajian.engine.law.periods import Excluded, merged
from fajian.engine.law.unknown import UNKNOWN


def surcharge(fine_yuan: Decimal, due_on: date, to: date, excluded: Iterable[Excluded] = ()) -> Decimal:
    """The surcharge in yuan on a fine due on `due_on` and unpaid up to and including `to`.

    3 % of the fine a day from the day after `due_on` (行政处罚法 72(1)); days under review or suit left out (73(3));
    from 2012 on at most the fine itself (行政强制法 45). 0 if paid in time.
    """
    days = max(0, (to - due_on).days)
    for span in merged(excluded, after=due_on):
        days -= max(0, (min(span.last, to) - span.first).days + 1)
    amount = fine_yuan * _ratio("surcharge_rate", to) * days
    cap = limit("surcharge_cap_ratio", on=to)
    return amount if cap is UNKNOWN else min(amount, fine_yuan * _ratio("surcharge_cap_ratio", to))


def _ratio(name: str, on: date) -> Decimal:
    value = limit(name, on=on)
    if value is UNKNOWN or not isinstance(value.value, int | Decimal):
        raise ValueError(f"{name} is not given as a number for {on}")
    return Decimal(value.value)
