"""Columns in which a form wants each value once: which of some rows would repeat one, in one query a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fajian.engine.forms.spec import LedgerColumn
from fajian.ledgers.columns import title_column
from fajian.ledgers.models import Entry, Ledger

FEW = 50  # values asked for by name; above that the whole ledger is read once
New = tuple[int, str, Mapping[str, Any]]
"""(number of the entry, 0 for a new one; its title; its data)."""


def repeated(ledger: Ledger, rows: Sequence[New]) -> dict[int, str]:
    """Place in `rows` → why it may not be written: a standing row or an earlier one of these has the value.

    Rows that give up a value leave it to others; a row that is refused keeps the value it has.
    """
    refused: dict[int, str] = {}
    title = title_column(ledger.spec)
    for column in ledger.spec.columns:
        if column.unique:
            values = [row[1].strip() if column == title else row[2].get(column.name) for row in rows]
            held = _held(ledger, column, column == title, values)
            while found := _found(column, rows, values, held, refused):
                refused |= found
    return refused


def _found(
    column: LedgerColumn, rows: Sequence[New], values: Sequence[Any], held: Mapping[Any, tuple[int, int]],
    refused: Mapping[int, str],
) -> dict[int, str]:  # fmt: skip
    """The first round of refusals that those of `refused` leave."""
    moving = {row[0]: values[at] for at, row in enumerate(rows) if row[0] and at not in refused}
    told: dict[Any, int] = {}
    found: dict[int, str] = {}
    for at, value in enumerate(values):
        if not value or at in refused:
            continue
        holder, number = held.get(value, (0, 0))
        if value in told:
            found[at] = f"“{column.label}”{value}这次填了两行，请只留一行。"
        elif holder and holder != rows[at][0] and moving.get(holder, value) == value:
            found[at] = f"“{column.label}”{value}已在本台账第{number}号登记，请不要重复登记。"
        else:
            told[value] = at
    return found


def _held(ledger: Ledger, column: LedgerColumn, is_title: bool, values: Sequence[Any]) -> dict[Any, tuple[int, int]]:
    """Value → (entry, its number) of the standing rows that have one of these values."""
    wanted = {value for value in values if value}
    if not wanted:
        return {}
    name = "title" if is_title else f"data__{column.name}"
    rows = Entry.objects.filter(ledger=ledger, struck_out=False).order_by("-number")
    if len(wanted) <= FEW:
        rows = rows.filter(**{f"{name}__in": list(wanted)})
    return {value: (pk, number) for pk, number, value in rows.values_list("pk", "number", name) if value in wanted}
