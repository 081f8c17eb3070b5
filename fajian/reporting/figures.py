"""The numbers of a campaign as of a day: by unit, by ledger, by month; a handful of queries however much there is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign, Task
from fajian.campaigns.overview import units_of
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit
from fajian.reporting.measures import DUTIES, FINDINGS, PROBLEMS, Span, month_of, rows_of

Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Book:
    """One form of ledger: what the units' ledgers by it come to together."""

    code: str
    annex: str
    title: str
    numbers: Numbers

    @property
    def name(self) -> str:
        """附件1 自查台账."""
        return f"{self.annex} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Month:
    """How many problems were found and how many closed in a month."""

    first_on: dt.date
    new: int
    closed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`by_unit` in the order of the tree, every unit that takes part; `total` counts what the reader may see."""

    span: Span
    units: tuple[Unit, ...]
    by_unit: Mapping[int, Numbers]
    books: tuple[Book, ...]
    months: tuple[Month, ...]
    total: Numbers
    tasks: int
    tasks_dated: int
    tasks_past: int

    def of(self, unit: int) -> Numbers:
        """The numbers of one unit."""
        return self.by_unit.get(unit, Counter())


def read(campaign: Campaign, user: Any, span: Span, unit: Unit | None = None) -> Figures:
    """Everything a report says; of one unit, or of all that take part and that the user may see."""
    units = [unit] if unit else units_of(campaign, user)
    numbers = [one.pk for one in units]
    counted: dict[int, Counter[str]] = {number: Counter() for number in numbers}
    books: dict[str, Counter[str]] = {}
    for (owner, form), row in _count("problems", campaign, user, span, numbers, "unit_id", "ledger__spec_code"):
        counted[owner].update(row)
        books.setdefault(form, Counter()).update(row)
    for subject in ("duties", "findings"):
        for (owner,), row in _count(subject, campaign, user, span, numbers, "unit_id"):
            counted[owner].update(row)
    total: Counter[str] = Counter()
    for row in counted.values():
        total.update(row)
    dues = list(Task.objects.filter(campaign=campaign).values_list("due_on", flat=True))
    return Figures(
        span=span,
        units=tuple(units),
        by_unit=counted,
        books=_books(campaign, numbers, books),
        months=_months(campaign, user, span, numbers),
        total=total,
        tasks=len(dues),
        tasks_dated=sum(due is not None for due in dues),
        tasks_past=sum(due is not None and due < span.today for due in dues),
    )


SUBJECTS = {"problems": PROBLEMS, "duties": DUTIES, "findings": FINDINGS}


def _count(
    subject: Any, campaign: Campaign, user: Any, span: Span, units: Sequence[int], *by: str
) -> Iterable[tuple[tuple[Any, ...], dict[str, int]]]:
    measures = SUBJECTS[subject]
    wanted = {f"n_{measure.code}": Count("pk", filter=measure.where(span)) for measure in measures}
    rows = rows_of(subject, campaign, user).filter(unit__in=units).order_by()
    for row in rows.values(*by).annotate(**wanted):
        yield tuple(row[name] for name in by), {measure.code: row[f"n_{measure.code}"] for measure in measures}


def _books(campaign: Campaign, units: Sequence[int], counted: Mapping[str, Numbers]) -> tuple[Book, ...]:
    known = Ledger.objects.filter(of_campaign(campaign), unit__in=units).order_by("annex", "spec_code")
    named = {code: (annex, title) for code, annex, title in known.values_list("spec_code", "annex", "title").distinct()}
    return tuple(Book(code, *named[code], counted[code]) for code in named if code in counted)


def _months(campaign: Campaign, user: Any, span: Span, units: Sequence[int]) -> tuple[Month, ...]:
    problems = rows_of("problems", campaign, user).filter(unit__in=units).order_by()
    new = _by_month(problems, "entry__recorded_at")
    closed = _by_month(problems.filter(state="closed"), "closed_at")
    if not new:
        return ()
    found, first = [], min((*new, *closed))
    while first <= span.today:
        found.append(Month(first, new[first], closed[first]))
        first = month_of(first, span.today).to_on + dt.timedelta(days=1)
    return tuple(found)


def _by_month(problems: Any, column: str) -> Counter[dt.date]:
    counted: Counter[dt.date] = Counter()
    months = problems.annotate(month=TruncMonth(column, tzinfo=timezone.get_current_timezone()))
    for month, n in months.values_list("month").annotate(n=Count("pk")).values_list("month", "n"):
        counted[timezone.localtime(month).date() if timezone.is_aware(month) else month] += n
    return counted
