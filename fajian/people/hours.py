"""培训核查: who had how many hours in a year, by kind, and who lacks some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth

from fajian.people import courses
from fajian.people.models import Attendance, Officer, Training

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One officer's year. `by_kind` as courses.kinds has them; `owed` None where nobody knows; `lacks` says what."""

    officer: Officer
    by_kind: tuple[Decimal, ...]
    owed: Decimal | None
    lacks: tuple[str, ...]

    @property
    def told(self) -> list[tuple[str, Decimal]]:
        """(kind, hours)."""
        return list(zip(courses.kinds().values(), self.by_kind, strict=True))

    @property
    def total(self) -> Decimal:
        """All hours."""
        return sum(self.by_kind, NONE)


def of_year(rows: Any, year: int, *, lacking: bool = False) -> Any:
    """Of these officers those who enforced in the year; `lacking`: who has too few hours, or no 法制培训."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = rows.in_post(first).filter(Q(joined_on=None) | Q(joined_on__lte=last), kind="enforcer")
    if not lacking:
        return rows
    mine = Attendance.objects.filter(officer=OuterRef("pk"), training__in=_trainings(year))
    sums = mine.order_by().values("officer").annotate(n=Sum("training__hours")).values("n")
    months = Case(
        When(joined_on__year=year, then=Value(12) - ExtractMonth("joined_on")), default=Value(12),
        output_field=IntegerField(),
    )  # fmt: skip
    rows = rows.annotate(
        hours=Coalesce(Subquery(sums), Value(NONE), output_field=DecimalField(max_digits=9, decimal_places=1)),
        has_law=Exists(mine.filter(training__kind=courses.LAW)),
        months=months,
    )
    short = Q(has_law=False)
    if full := courses.hours_full(year):
        rows = rows.annotate(twelvefold=ExpressionWrapper(F("hours") * Value(12), output_field=DecimalField()))
        short |= Q(twelvefold__lt=ExpressionWrapper(F("months") * Value(full), output_field=DecimalField()))
    return rows.filter(short)


def _trainings(year: int) -> Any:
    return Training.objects.of_year(year).values("pk")


def lines(officers: Sequence[Officer], year: int) -> list[Line]:
    """Their year, two queries however many there are."""
    found: dict[int, dict[str, Decimal]] = {}
    rows = Attendance.objects.filter(officer__in=[row.pk for row in officers], training__in=_trainings(year))
    sums = rows.order_by().values_list("officer", "training__kind").annotate(n=Sum("training__hours"))
    for officer, kind, hours in sums:
        found.setdefault(officer, {})[kind] = hours
    return [_line(row, found.get(row.pk, {}), year) for row in officers]


def _line(row: Officer, had: Mapping[str, Decimal], year: int) -> Line:
    full = courses.hours_full(year)
    months = 12 - row.joined_on.month if row.joined_on and row.joined_on.year == year else 12
    owed = (Decimal(full) * months / 12).quantize(Decimal("0.1")) if full is not None else None
    by_kind = tuple(had.get(kind, NONE) for kind in courses.kinds())
    lacks = []
    if not had.get(courses.LAW):
        lacks.append("没有参加法制培训")
    if owed is not None and sum(by_kind, NONE) < owed:
        lacks.append(f"差 {owed - sum(by_kind, NONE)} 学时")
    return Line(row, by_kind, owed, tuple(lacks))
