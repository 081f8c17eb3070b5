"""The numbers of a year: by agency, one query for each table of records that a table of the year is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fajian.engine.store.schema import IMPORT_COLUMN
from fajian.engine.store.schema import tables as schemas
from fajian.engine.store.typed import identifier
from fajian.orgs.models import Unit
from fajian.records import sight
from fajian.records.sight import Listed, Sight, Store
from fajian.reporting.yearly.spec import Column, Table, Year, held, tables

Number = int | Decimal | None
WAN = 10_000  # yuan


@dataclass(frozen=True, slots=True)
class Line:
    """One agency and its numbers, in the order of the table's columns; None = there is nothing to divide by."""

    agency_id: str
    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A table with a line for each agency in sight, and their sum."""

    table: Table
    lines: tuple[Line, ...]

    @property
    def total(self) -> tuple[Number, ...]:
        """Over all lines."""
        added = {
            column.code: sum((line.numbers[place] or 0 for line in self.lines), start=0)
            for place, column in enumerate(self.table.columns)
        }
        return finished(self.table, added)


def read(user: Any, year: Year) -> list[Counted]:
    """Every table; lines in the order of the tree, agencies without a unit last, and noughts where nothing was done."""
    return of_agencies(Sight.of(user), _units(user), year)


def of_unit(unit: Unit, year: Year) -> tuple[list[Counted], list[str]]:
    """(every table of the one agency that a unit is, the batches its rows came in)."""
    assert unit.agency_id
    seen = Sight((unit.agency_id,))
    with sight.opened() as store:
        read = [_counted(store, seen, {unit.agency_id: unit.name}, table, year) for table in tables().values()]
        return read, sorted(_batches(store, seen))


def of_agencies(seen: Sight, known: Mapping[str, str], year: Year) -> list[Counted]:
    """The same within a given sight."""
    if seen.agencies == ():
        return []
    with sight.opened() as store:
        return [_counted(store, seen, known, table, year) for table in tables().values()]


def _units(user: Any) -> dict[str, str]:
    rows = Unit.objects.visible_to(user).open().exclude(agency_id=None)
    return {str(agency): name for agency, name in rows.values_list("agency_id", "name")}


def _counted(store: Store, seen: Sight, known: Mapping[str, str], table: Table, year: Year) -> Counted:
    found: dict[str, dict[str, int | Decimal]] = {agency: {} for agency in known}
    names = dict(known)
    for source in dict.fromkeys(column.source for column in table.columns):
        columns = [one for one in table.columns if one.source == source and not one.rate]
        for agency, name, *numbers in _sums(store, seen, table, source, columns, year):
            if any(numbers):
                names.setdefault(agency or "", name or agency or "未注明机关")
                found.setdefault(agency or "", {}).update(
                    {column.code: number or 0 for column, number in zip(columns, numbers, strict=True)}
                )
    lines = (Line(agency, names[agency], finished(table, numbers)) for agency, numbers in found.items())
    return Counted(table, tuple(lines))


def _sums(
    store: Store, seen: Sight, table: Table, source: str, columns: Sequence[Column], year: Year
) -> list[tuple[Any, ...]]:
    if not store.files(source):
        return []
    what = ", ".join(_sum(store, table, column, year) for column in columns)
    named = "any_value(t.agency_name)" if "agency_name" in schemas()[source] else "NULL"
    sql = (
        f"SELECT t.agency_id, {named}, {what} FROM ({store.relation(source)}) t "
        f"WHERE {seen.condition(source, store)} GROUP BY t.agency_id ORDER BY t.agency_id"
    )
    given = {"agencies": list(seen.agencies or ())} if "$agencies" in sql else None
    return store.connection.execute(sql, given).fetchall()


def _sum(store: Store, table: Table, column: Column, year: Year) -> str:
    condition = where(store, table, column, year)
    if not column.sums:
        return f"count(*) FILTER (WHERE {condition})"
    money = " + ".join(f"coalesce(t.{identifier(name)}, 0)" for name in column.sums)
    return f"coalesce(sum({money}) FILTER (WHERE {condition}), 0) / {WAN}.0"


def where(store: Store, table: Table, column: Column, year: Year) -> str:
    """SQL on the row `t`: exactly the rows behind a number."""
    condition = table.condition(column, year)
    return f"{condition} AND {held(year, store.relation('certificates'))}" if column.certified else condition


def finished(table: Table, numbers: Mapping[str, int | Decimal]) -> tuple[Number, ...]:
    """The numbers in the order of the columns, what was not counted as 0, and rates worked out of the others."""
    found: list[Number] = []
    for column in table.columns:
        number: Number = numbers.get(column.code, 0)
        if column.rate:
            part, whole = (numbers.get(code, 0) for code in column.rate)
            number = round(Decimal(100 * part) / Decimal(whole), 1) if whole else None
        elif column.sums:
            number = round(Decimal(number or 0), 4)
        found.append(number)
    return tuple(found)


def rows(
    user: Any,
    table: Table,
    column: Column,
    year: Year,
    *,
    agency: str | None,
    after: str,
    batches: Sequence[str] | None,
) -> Listed:
    """The records behind a number, of one agency or of all in sight; if asked, of the batches a report counted."""
    with sight.opened(batches) as store:
        condition = where(store, table, column, year)
    return sight.listed(user, column.source, agency=agency, where=condition, after=after, batches=batches)


def _batches(store: Store, seen: Sight) -> set[str]:
    """Codes of the batches in which the sources of the tables have rows in sight."""
    found: set[str] = set()
    for source in {column.source for table in tables().values() for column in table.columns} | {"certificates"}:
        if store.files(source):
            sql = f"SELECT DISTINCT split_part(t.{IMPORT_COLUMN}, '#', 1) FROM ({store.relation(source)}) t WHERE "
            sql += seen.condition(source, store)
            given = {"agencies": list(seen.agencies or ())} if "$agencies" in sql else None
            found.update(code for (code,) in store.connection.execute(sql, given).fetchall())
    return found
