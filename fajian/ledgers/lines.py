"""What a list says of each problem: plain values, for whole rows of four tables cost four times as much to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from fajian.ledgers.models import Entry


class Line(NamedTuple):
    """One problem; `ledger` and `unit` by name, the rest as its entry and its rectification have it."""

    pk: int
    number: int
    title: str
    source_label: str
    struck_out: bool
    ledger: str
    unit: str
    state: str
    due_on: dt.date | None
    person: str
    priority: str
    listed_by_id: int | None
    corrected: int


COLUMNS = (
    "pk", "number", "title", "source_label", "struck_out", "ledger__title", "unit__name", "rectification__state",
    "rectification__due_on", "rectification__person", "rectification__priority", "rectification__listed_by",
    "rectification__corrected",
)  # fmt: skip


def lines(numbers: list[int]) -> list[Line]:
    """Those of these problems, in the order of the numbers; one query."""
    found = {line.pk: line for line in _read(numbers)}
    return [found[number] for number in numbers]


def _read(numbers: list[int]) -> Iterable[Line]:
    return map(Line._make, Entry.objects.filter(pk__in=numbers).order_by().values_list(*COLUMNS))
