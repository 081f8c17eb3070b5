"""The tables as data: content/statistics/yearly.yaml, and the SQL condition that each column is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.store.schema import tables as schemas
from fajian.engine.store.typed import identifier

Where = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """A year, and the day as of which it is counted: its last one, or an earlier one while it runs."""

    number: int
    today: dt.date

    @property
    def from_on(self) -> dt.date:
        """1 January."""
        return dt.date(self.number, 1, 1)

    @property
    def to_on(self) -> dt.date:
        """31 December."""
        return dt.date(self.number, 12, 31)

    @property
    def stock_on(self) -> dt.date:
        """The day on which people and papers are counted."""
        return min(self.to_on, self.today)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. What is not its own (`source`, `day`, `where`) is the table's; see the file's head."""

    code: str
    title: str
    source: str
    day: str
    where: Where
    heaviest: tuple[str, ...] | None = None
    has: tuple[str, ...] = ()
    blank: str = ""
    above: str = ""
    unless: Where | None = None
    undated: bool = False
    sums: tuple[str, ...] = ()
    certified: bool = False
    rate: tuple[str, ...] = ()
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, how it is counted (`says`), its kinds of acts from light to heavy (`order`)."""

    code: str
    title: str
    columns: tuple[Column, ...]
    says: tuple[str, ...]
    kinds: str = ""
    order: tuple[str, ...] = ()
    stock: Mapping[str, str] | None = None

    def column(self, code: str) -> Column | None:
        """The column of this code."""
        return next((one for one in self.columns if one.code == code), None)

    def condition(self, column: Column, year: Year) -> str:
        """SQL on the row `t`: this column counts it in this year."""
        parts = [*_where(column.where), self._when(column, year)]
        if column.heaviest is not None:
            parts.append(f"{self._heaviest()} IN ({_texts(column.heaviest)})")
        if column.has:
            parts.append(f"list_has_any(t.{identifier(self.kinds)}, [{_texts(column.has)}])")
        if column.blank:
            parts.append(f"t.{identifier(column.blank)} IS NULL")
        if column.above:
            parts.append(f"t.{identifier(column.above)} > 0")
        if column.unless:
            parts.append(f"NOT coalesce({' AND '.join(_where(column.unless))}, false)")
        return " AND ".join(f"({part})" for part in parts)

    def _when(self, column: Column, year: Year) -> str:
        if self.stock is not None:
            day = f"DATE '{year.stock_on}'"
            joined, left = (f"t.{identifier(self.stock[end])}" for end in ("from", "to"))
            return f"coalesce({joined} <= {day}, true) AND coalesce({left} > {day}, true)"
        day = f"CAST(t.{identifier(column.day)} AS DATE)"
        if column.undated:
            return f"{day} IS NULL"
        return f"{day} BETWEEN DATE '{year.from_on}' AND DATE '{year.to_on}'"

    def _heaviest(self) -> str:
        """SQL: the heaviest of the kinds of a row; null where none is filled in."""
        cases = " ".join(
            f"WHEN list_contains(t.{identifier(self.kinds)}, '{kind}') THEN '{kind}'" for kind in reversed(self.order)
        )
        return f"CASE {cases} END"


def held(year: Year, certificates: str) -> str:
    """SQL on an officer `t`: has a valid certificate on the day; `certificates` is the SQL of that table."""
    day = f"DATE '{year.stock_on}'"
    return (
        f"t.officer_id IN (SELECT officer_id FROM ({certificates}) WHERE status = 'active' "
        f"AND valid_from_on <= {day} AND valid_to_on >= {day})"
    )


@cache
def tables() -> Mapping[str, Table]:
    """By code, in the order of the file; ValueError where it names what there is not."""
    found = {}
    for row in content.read("statistics", "yearly.yaml"):
        given = {name: row.pop(name, None) for name in ("source", "day", "where")}
        columns = tuple(_column(given, column) for column in row.pop("columns"))
        says, order = tuple(row.pop("says")), tuple(row.pop("order", ()))
        table = Table(columns=columns, says=says, order=order, **row)
        _known(table)
        found[table.code] = table
    return found


def _column(given: Mapping[str, Any], column: dict[str, Any]) -> Column:
    merged = {"source": given["source"], "day": given["day"] or "", "where": given["where"] or {}, **column}
    for name in ("heaviest", "has", "sums", "rate"):
        if name in merged:
            merged[name] = tuple(merged[name])
    return Column(**merged)


def _known(table: Table) -> None:
    for column in table.columns:
        schema = schemas()[column.source]
        named = [*column.where, *(column.unless or ()), *column.sums, *filter(None, (column.blank, column.above))]
        named += [column.day] if table.stock is None else [*table.stock.values()]
        if missing := [name for name in named if name not in schema]:
            raise ValueError(f"yearly.yaml: {table.code}.{column.code}: {schema.name} has no {'、'.join(missing)}")
        if lacking := {*(column.heaviest or ()), *column.has} - set(table.order):
            raise ValueError(f"yearly.yaml: {table.code}.{column.code}: not in the order: {'、'.join(lacking)}")


def _where(conditions: Where) -> list[str]:
    return [_one(f"t.{identifier(name)}", value) for name, value in conditions.items()]


def _one(column: str, value: Any) -> str:
    """SQL: the cell is this value, or one of these; a null among them lets a blank cell pass."""
    wanted = value if isinstance(value, list) else [value]
    told = [one for one in wanted if one is not None]
    condition = f"{column} IN ({_texts(told)})"
    return f"({column} IS NULL OR {condition})" if None in wanted else condition


def _texts(values: Sequence[Any]) -> str:
    """The values as SQL; they are the file's, never a user's."""
    return ", ".join(str(value).lower() if isinstance(value, bool) else f"'{value}'" for value in values)
