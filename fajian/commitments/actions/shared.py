"""What the writes of this app share."""

from __future__ import annotations

import datetime
from typing import TypeVar

from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Placed
from fajian.orgs.telling import tell_unit

P = TypeVar("P", bound=Placed)
EARLIEST = datetime.date(1950, 1, 1)


def own(act: Act, row: P, seen: int) -> P:
    """The row, locked, within the acting user's reach."""
    found = act.lock(row, seen=seen)
    in_reach(act, found.unit_path)
    return found


def past(act: Act, day: datetime.date, what: str) -> None:
    """Refuse a day that is still to come, and a year typed wrong: no term is counted from the year 206."""
    if day < EARLIEST:
        raise Refused(f"{what}早于{EARLIEST.year}年，请核对年份。")
    if day > act.today:
        raise Refused(f"{what}不能晚于今天。")


def tell(row: Placed, line: str, link: str) -> None:
    """A line to the unit's own people."""
    tell_unit(row.unit_id, line, link)
