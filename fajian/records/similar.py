"""相近办件: the nearest records of the same matter in sight, and in what they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.store.typed import identifier
from fajian.records import sight
from fajian.records.sight import Record, Sight, Store

MOST = 5


@dataclass(frozen=True, slots=True)
class Spec:
    """How one table is compared; content/records/similar.yaml says what each key means."""

    same: tuple[str, ...]
    near: tuple[str, ...]
    amount: str
    day: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell of a near record: its text, and whether the record at hand has another there."""

    label: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A near record and what is compared of it."""

    record: Record
    cells: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """The nearest first; `matter` is what they have in common, `own` the same cells of the record at hand."""

    matter: str
    headings: tuple[str, ...]
    own: tuple[str, ...]
    records: tuple[Near, ...]


@cache
def specs() -> Mapping[str, Spec]:
    """By table."""
    told = content.read("records", "similar.yaml")
    listed = ("same", "near", "shown")
    return {table: Spec(**(line | {name: tuple(line[name]) for name in listed})) for table, line in told.items()}


def of(user: Any, record: Record) -> Similar | None:
    """The records most like this one among those this user may see; None for a table that is not compared."""
    spec = specs().get(record.table.name)
    same = next((name for name in spec.same if record.values.get(name) is not None), None) if spec else None
    if spec is None or same is None:
        return None
    with sight.opened() as store:
        rows = _nearest(store, Sight.of(user), record, spec, same)
    schema = record.table
    mine = {name: sight.word(schema[name], record.values[name]) for name in (same, *spec.shown)}
    return Similar(
        matter=f"{schema[same].label}“{mine[same]}”",
        headings=tuple(schema[name].label for name in spec.shown),
        own=tuple(mine[name] for name in spec.shown),
        records=tuple(_compared(sight.record_of(schema.name, row), spec, mine) for row in rows),
    )


def _nearest(store: Store, seen: Sight, record: Record, spec: Spec, same: str) -> list[dict[str, Any]]:
    """First those that agree in the columns of `near`, then by how many times the amount, then by days between."""
    schema, mine = record.table, record.values
    given: dict[str, Any] = {"same": mine[same], "number": record.id}
    order = []
    for place, name in enumerate(spec.near):
        if mine.get(name) is not None:
            order.append(f"t.{identifier(name)} IS NOT DISTINCT FROM $near{place} DESC")
            given[f"near{place}"] = mine[name]
    if spec.amount and mine.get(spec.amount) is not None:
        order.append(f"abs(ln((t.{identifier(spec.amount)} + 1) / ($amount + 1))) NULLS LAST")
        given["amount"] = float(Decimal(mine[spec.amount]))
    if mine.get(spec.day) is not None:
        order.append(f"abs(date_diff('day', CAST(t.{identifier(spec.day)} AS DATE), CAST($day AS DATE))) NULLS LAST")
        given["day"] = mine[spec.day]
    key = f"CAST(t.{identifier(schema.key)} AS VARCHAR)"
    condition = f"t.{identifier(same)} = $same AND {key} <> $number"
    return store.rows(seen, schema.name, condition, f"ORDER BY {', '.join([*order, key])} LIMIT {MOST}", **given)


def _compared(record: Record, spec: Spec, mine: Mapping[str, str]) -> Near:
    schema = record.table
    cells = []
    for name in spec.shown:
        text = sight.word(schema[name], record.values[name])
        cells.append(Compared(schema[name].label, text, text != mine[name]))
    return Near(record, tuple(cells))
