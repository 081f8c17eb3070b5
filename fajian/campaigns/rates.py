"""报送率和及时率: what was expected, what came and came in time; by unit and by month of the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from fajian.campaigns.models import NO_DAY, Return
from fajian.campaigns.models.duties import DutyQuerySet
from fajian.campaigns.workflow import OWED
from fajian.orgs.models import Unit

UNDATED = NO_DAY.replace(day=1)  # the period of duties without a last day
# What is counted → the state by which the list of duties shows exactly these rows.
COUNTED = {
    "expected": "expected", "received": "came", "on_time": "on_time", "late": "came_late", "returned": "sent_back",
    "nil": "nil",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit was expected to hand in for one period, and what came of it.

    `unit` None: all units together; `period`: first day of the month of the last day, UNDATED where there is none,
    None: all periods together. Expected is what is past its last day and what came before; the last day itself is still
    in time. Received: in the office's hands, not sent back. On time and late are those received, by when the version
    that stands was handed in. Returned: sent back at least once, whatever became of it. Nil: received as 零报告.
    """

    unit: Unit | None = None
    period: dt.date | None = None
    expected: int = 0
    received: int = 0
    on_time: int = 0
    late: int = 0
    returned: int = 0
    nil: int = 0

    @property
    def missing(self) -> int:
        """Past the last day, and not there."""
        return self.expected - self.received

    @property
    def completeness(self) -> Fraction | None:
        """报送率: received of expected; None where nothing is expected yet."""
        return share(self.received, self.expected)

    @property
    def timeliness(self) -> Fraction | None:
        """及时率: on time of expected; None where nothing is expected yet."""
        return share(self.on_time, self.expected)


@dataclass(frozen=True, slots=True)
class Rates:
    """Every unit × period that owes something, and the sums; units in the order of the tree, periods by time."""

    cells: Mapping[tuple[int, dt.date], Rate]
    units: tuple[Unit, ...]
    periods: tuple[dt.date, ...]

    def of(self, unit: Unit, period: dt.date | None = None) -> Rate:
        """One unit, for one period or for all."""
        chosen = self.periods if period is None else (period,)
        return total((self.cells.get((unit.pk, one), Rate()) for one in chosen), unit=unit, period=period)

    def by_unit(self, period: dt.date | None = None) -> list[Rate]:
        """Each unit's, for one period or for all."""
        return [self.of(unit, period) for unit in self.units]

    def by_period(self) -> list[Rate]:
        """Each period's, all units together."""
        return [self.sum(period) for period in self.periods]

    def sum(self, period: dt.date | None = None) -> Rate:
        """All units together, for one period or for all."""
        return total((rate for (_, one), rate in self.cells.items() if period in (None, one)), period=period)


def total(rates: Iterable[Rate], *, unit: Unit | None = None, period: dt.date | None = None) -> Rate:
    """The sum of some rates."""
    found = list(rates)
    sums = {name: sum(getattr(rate, name) for rate in found) for name in COUNTED}
    return Rate(unit, period, **sums)


def rates(duties: DutyQuerySet, today: dt.date) -> Rates:
    """The rates of these duties as of a day; two queries however many units and periods there are."""
    named = conditions(today)
    counts = {f"n_{name}": Count("pk", filter=named[state]) for name, state in COUNTED.items()}
    groups = (
        duties.order_by()
        .annotate(**told())
        .annotate(period=TruncMonth("order_on"))
        .values("unit_id", "period")
        .annotate(**counts)
        .values_list("unit_id", "period", *counts)
    )
    found = {(unit, period): numbers for unit, period, *numbers in groups}
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={unit for unit, _ in found}).order_by("path")}
    cells = {
        (unit, period): Rate(units[unit], period, **dict(zip(COUNTED, numbers, strict=True)))
        for (unit, period), numbers in found.items()
    }
    return Rates(cells, tuple(units.values()), tuple(sorted({period for _, period in found})))


def told() -> dict[str, Exists | Subquery]:
    """What must be asked of the returns beside each duty; `conditions` speaks of these."""
    mine = Return.objects.filter(duty=OuterRef("pk"))
    return {
        "was_returned": Exists(mine.filter(answer="returned")),
        "is_nil": Subquery(mine.order_by("-number").values("nil")[:1]),
    }


def conditions(today: dt.date) -> dict[str, Q]:
    """By state of the list of duties: which duties, annotated with `told`, are counted so."""
    came = ~Q(state__in=OWED)
    return {
        "expected": came | Q(due_on__lt=today),
        "came": came,
        "on_time": came & (Q(due_on=None) | Q(handed_in_at__date__lte=F("due_on"))),
        "came_late": came & Q(handed_in_at__date__gt=F("due_on")),
        "sent_back": Q(was_returned=True),
        "nil": came & Q(is_nil=True),
    }


def counted_as(duties: DutyQuerySet, state: str, today: dt.date) -> DutyQuerySet:
    """The duties counted under one of COUNTED's states."""
    found: DutyQuerySet = duties.annotate(**told()).filter(conditions(today)[state])
    return found


def of_period(duties: DutyQuerySet, period: dt.date) -> DutyQuerySet:
    """The duties whose last day lies in the month that begins on this day; UNDATED: those without one."""
    if period == UNDATED:
        return duties.filter(due_on=None)
    after = (period.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return duties.filter(due_on__gte=period, due_on__lt=after)


def share(part: int, whole: int) -> Fraction | None:
    """Exactly; None where there is nothing to divide by."""
    return Fraction(part, whole) if whole else None


def percent(part: int, whole: int) -> str:
    """`percent_of` their share."""
    return percent_of(share(part, whole))


def percent_of(value: Fraction | None) -> str:
    """87.5%, rounded half up; — where there is nothing to divide by."""
    if value is None:
        return "—"
    tenths = (value * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def period_word(period: dt.date) -> str:
    """The period as people read it."""
    return "未定日期" if period == UNDATED else f"{period.year}年{period.month}月"


def period_mark(period: dt.date) -> str:
    """The period as addresses name it."""
    return period.strftime("%Y-%m")
