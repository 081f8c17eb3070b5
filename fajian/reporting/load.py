"""填报负担: how many cells of forms each unit is asked to fill in a month, from the duties that fall due in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from fajian.campaigns.models import Duty
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import Unit
from fajian.reporting.measures import month_end

GIVEN = ("serial", "unit")  # kinds of columns the system writes by itself


@dataclass(frozen=True, slots=True)
class Asked:
    """One duty: the cells of its annexes (columns people fill, times rows, one row where there is none yet), and one
    for each report in words."""

    duty: Duty
    forms: tuple[tuple[str, int, int], ...]

    @property
    def cells(self) -> int:
        """All of them."""
        return 1 + sum(columns * max(rows, 1) for _, columns, rows in self.forms)


@dataclass(frozen=True, slots=True)
class Burden:
    """What one unit is asked for in a month."""

    unit: Unit
    asked: tuple[Asked, ...]

    @property
    def cells(self) -> int:
        """Over all duties."""
        return sum(one.cells for one in self.asked)

    @property
    def again(self) -> int:
        """Cells of forms that are asked for more than once in the month."""
        seen: set[str] = set()
        twice = 0
        for one in self.asked:
            for title, columns, rows in one.forms:
                twice += columns * max(rows, 1) if title in seen else 0
                seen.add(title)
        return twice


def read(user: Any, month: dt.date) -> list[Burden]:
    """Units in reach with duties due in the month, the most burdened first."""
    first, last = month.replace(day=1), month_end(month)
    duties = list(
        Duty.objects.visible_to(user)
        .filter(due_on__gte=first, due_on__lte=last)
        .select_related("unit", "campaign__document")
        .order_by("unit_path", "due_on", "id")
    )
    books = _books(duties)
    by_unit: dict[int, list[Duty]] = {}
    for duty in duties:
        by_unit.setdefault(duty.unit_id, []).append(duty)
    found = [
        Burden(own[0].unit, tuple(Asked(duty, tuple(_forms(duty, books))) for duty in own)) for own in by_unit.values()
    ]
    return sorted(found, key=lambda one: (-one.cells, one.unit.path))


Books = dict[tuple[int, int, str], tuple[str, int, int]]


def _books(duties: list[Duty]) -> Books:
    """(campaign, unit, annex) → (form, columns people fill, rows): in two queries, however many duties."""
    campaigns = {duty.campaign_id: duty.campaign for duty in duties if duty.annexes}
    if not campaigns:
        return {}
    mine = Q()
    for campaign in campaigns.values():
        mine |= Q(source=campaign.source) | Q(source__startswith=f"{campaign.source}:")
    ledgers = list(Ledger.objects.filter(mine, unit__in={duty.unit_id for duty in duties}).exclude(annex=""))
    counts = dict(
        Entry.objects.filter(ledger__in=ledgers, struck_out=False)
        .order_by()
        .values_list("ledger")
        .annotate(n=Count("pk"))
    )
    found: Books = {}
    for ledger in ledgers:
        number = int(ledger.source.split(":")[1])
        columns = sum(column.kind not in GIVEN for column in ledger.spec.columns)
        name = f"{ledger.annex} {ledger.title}"
        found.setdefault((number, ledger.unit_id, ledger.annex), (name, columns, counts.get(ledger.pk, 0)))
    return found


def _forms(duty: Duty, books: Books) -> Iterator[tuple[str, int, int]]:
    for annex in filter(None, duty.annexes.split("、")):
        if book := books.get((duty.campaign_id, duty.unit_id, annex)):
            yield book
