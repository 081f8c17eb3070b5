"""成效计数: what the ledgers count, what units declare, and where both are there and differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, Q

from fajian import content
from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign, Declaration
from fajian.ledgers.models import Entry, Ledger
from fajian.reporting.figures import Figures


@dataclass(frozen=True, slots=True)
class Counter:
    """One line of content/documents/counters.yaml: a measure, rows of a ledger, or nothing the system could count."""

    code: str
    title: str
    unit: str
    group: str
    says: str
    measure: str = ""
    ledger: str = ""
    state: str = ""
    filled: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What one unit comes to, cumulatively; None = nobody has counted or declared it, which is not zero."""

    derived: int | None = None
    declared: int | None = None
    declared_now: int | None = None

    @property
    def number(self) -> int | None:
        """The one that is reported: counted where it can be, else declared."""
        return self.declared if self.derived is None else self.derived

    @property
    def source(self) -> str:
        """台账, 申报 or nothing."""
        return "台账" if self.derived is not None else "申报" if self.declared is not None else ""

    @property
    def differs(self) -> bool:
        """Does the unit say otherwise than its ledger?"""
        return None not in (self.derived, self.declared) and self.derived != self.declared


@dataclass(frozen=True, slots=True)
class Row:
    """One counter over all units shown; `missing` names units without any number."""

    counter: Counter
    values: Mapping[int, Value]
    missing: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def number(self) -> int | None:
        """The sum of those who have a number; None while nobody has."""
        found = [value.number for value in self.values.values() if value.number is not None]
        return sum(found) if found else None

    @property
    def source(self) -> str:
        """台账, 申报, or both."""
        return "、".join(sorted({value.source for value in self.values.values() if value.source}, reverse=True))


@cache
def counters() -> tuple[Counter, ...]:
    """As shipped."""
    raw = content.read("documents", "counters.yaml")
    return tuple(Counter(**one) for one in raw["counters"])


def read(campaign: Campaign, user: Any, figures: Figures) -> tuple[Row, ...]:
    """Every counter for the units of these figures, up to the end of their span."""
    units = {unit.pk: str(unit) for unit in figures.units}
    counted = _counted(campaign, user, list(units))
    declared, now = _declared(campaign, user, figures)
    rows = []
    for counter in counters():
        values = {}
        for unit in units:
            derived = figures.of(unit).get(counter.measure, 0) if counter.measure else counted.get((unit, counter.code))
            key = (unit, counter.code)
            values[unit] = Value(derived, declared.get(key), now.get(key))
        missing = tuple(name for unit, name in units.items() if values[unit].number is None)
        differing = tuple(name for unit, name in units.items() if values[unit].differs)
        rows.append(Row(counter, values, missing, differing))
    return tuple(rows)


def _counted(campaign: Campaign, user: Any, units: list[int]) -> dict[tuple[int, str], int]:
    """By unit and counter, for units that keep the ledger: without it there is nothing to count, not zero."""
    wanted = {counter.code: counter for counter in counters() if counter.ledger}
    ledgers = Ledger.objects.visible_to(user).filter(of_campaign(campaign), unit__in=units)
    kept = ledgers.filter(spec_code__in={counter.ledger for counter in wanted.values()})
    found = {
        (unit, code): 0
        for unit, spec in kept.values_list("unit_id", "spec_code")
        for code, counter in wanted.items()
        if counter.ledger == spec
    }
    if not found:
        return found
    sums = {f"n_{code}": Count("pk", filter=_rows(counter)) for code, counter in wanted.items()}
    entries: Any = Entry.objects.filter(ledger__in=kept.values("pk")).order_by()
    for row in entries.values("unit_id").annotate(**sums):
        for unit, code in found:
            if unit == row["unit_id"]:
                found[unit, code] = row[f"n_{code}"]
    return found


def _rows(counter: Counter) -> Q:
    condition = Q(struck_out=False, ledger__spec_code=counter.ledger)
    if counter.state:
        condition &= Q(rectification__state=counter.state)
    if counter.filled:
        column = f"data__{counter.filled}"
        condition &= Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})
    return condition


def _declared(
    campaign: Campaign, user: Any, figures: Figures
) -> tuple[dict[tuple[int, str], int], dict[tuple[int, str], int]]:
    """(all months up to the span's end, the months of the span alone), of each month what was said last."""
    first, last = figures.span.from_on.replace(day=1), figures.span.to_on
    said = Declaration.objects.visible_to(user).filter(campaign=campaign, month_on__lte=last, unit__in=figures.units)
    newest = {
        (unit, counter, month): number
        for unit, counter, month, number in said.order_by("id").values_list("unit_id", "counter", "month_on", "number")
    }
    whole: dict[tuple[int, str], int] = {}
    span: dict[tuple[int, str], int] = {}
    for (unit, counter, month), number in newest.items():
        whole[unit, counter] = whole.get((unit, counter), 0) + number
        if month >= first:
            span[unit, counter] = span.get((unit, counter), 0) + number
    return whole, span
