"""Reading the warehouse as a user may: every query carries the agencies of the user's units, or it is not made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from fajian.core.numbers import whole
from fajian.engine.store.connect import relation
from fajian.engine.store.schema import FALSE_WORD, IMPORT_COLUMN, ROW_COLUMN, TRUE_WORD, Column, TableSchema, tables
from fajian.engine.store.typed import identifier
from fajian.orgs.models import Unit
from fajian.orgs.scope import SEGMENT, Scope, domain_scope
from fajian.records import warehouse
from fajian.records.models import ImportBatch
from fajian.records.ownership import COMMON, owned

SIZE = 50
# Keys made of other cells so that records can be joined; nothing a person reads.
_HIDDEN = ("_key", "_hash")
ACT_KINDS = {"penalties": "penalty", "licences": "licence", "coercions": "coercion", "inspections": "inspection"}


@dataclass(frozen=True, slots=True)
class Sight:
    """The agencies whose rows may be read; None = all of them (whoever sees the whole area), () = none."""

    agencies: tuple[str, ...] | None

    @classmethod
    def of(cls, user: Any) -> Sight:
        """What this user may see, by the same scope as everything else."""
        return cls.within(domain_scope(user))

    @classmethod
    def within(cls, scope: Scope) -> Sight:
        """The agencies of the units in a scope. The root's scope also holds agencies that have no unit."""
        if any(len(prefix) == SEGMENT for prefix in scope.prefixes):
            return cls(None)
        units = Unit.objects.filter(scope.condition("path")).values_list("agency_id", flat=True)
        return cls(tuple(sorted(number for number in units if number)))

    def condition(self, table: str, store: Store) -> str:
        """SQL on the row `t`; rows nobody owns (law, technique) are everybody's who sees anything."""
        if self.agencies is None:
            return "true"
        if table in COMMON:
            return "true" if self.agencies else "false"
        return owned(table, store.relation)


class Store:
    """The batches that count, as the database has it, or those of the codes given, opened for reading."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, codes: Sequence[str] | None = None) -> None:
        self.connection = connection
        counting = (
            ImportBatch.objects.filter(state="imported")
            if codes is None
            else ImportBatch.objects.filter(code__in=codes)
        )
        self.batches: dict[str, Mapping[str, Any]] = dict(counting.order_by("code").values_list("code", "counts"))

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table."""
        folder = warehouse.folder() / table
        return [folder / f"{code}.parquet" for code, counts in self.batches.items() if table in counts]

    def relation(self, table: str) -> str:
        """SQL of all rows of a table."""
        return relation(tables()[table], self.files(table))

    def rows(
        self, sight: Sight, table: str, condition: str = "true", tail: str = "", **given: Any
    ) -> list[dict[str, Any]]:
        """The rows `t` of a table that are in sight, under a condition with $parameters."""
        sql = (
            f"SELECT * FROM ({self.relation(table)}) t WHERE ({sight.condition(table, self)}) AND ({condition}) {tail}"
        )
        if "$agencies" in sql:
            given["agencies"] = list(sight.agencies or ())
        cursor = self.connection.execute(sql, given or None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def key_of(table: str) -> str:
    """The column that numbers a table's records."""
    return tables()[table].key


@contextmanager
def opened(codes: Sequence[str] | None = None) -> Iterator[Store]:
    """The store, or these batches of it, for a few queries.

    Reaches for no network, no extension and no more than some memory.
    """
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": "500MB",
        "threads": 2,
    }
    with duckdb.connect(":memory:", config=config) as connection:
        yield Store(connection, codes)


def agency_names() -> dict[str, str]:
    """Name by agency id, as handed in; for the machine, not for a page: it knows no scope."""
    with opened() as store:
        rows = store.rows(Sight(None), "agencies", "name IS NOT NULL")
    return {str(row["agency_id"]): str(row["name"]) for row in rows}


def region_of(agency_id: str) -> str | None:
    """The administrative code of an agency, as handed in; for the machine too: it chooses which local rules count."""
    if not agency_id:
        return None
    with opened() as store:
        condition = "t.agency_id = $agency AND t.region_code IS NOT NULL"
        rows = store.rows(Sight(None), "agencies", condition, "LIMIT 1", agency=agency_id)
    return str(rows[0]["region_code"]) if rows else None


# ── one record ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell as people read it."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated step of a record."""

    at: dt.datetime
    label: str
    to_the_minute: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One row as a page shows it. `cells` in the table's order; `blank` the labels of columns left empty; `values` as
    they are in the store."""

    table: TableSchema
    id: str
    batch: str
    row: int
    cells: tuple[Cell, ...]
    blank: tuple[str, ...]
    moments: tuple[Moment, ...]
    values: Mapping[str, Any]

    # Not `table.name` in a template: a table with a column `name` answers with that column.
    @property
    def table_name(self) -> str:
        """The table as addresses name it."""
        return self.table.name

    @property
    def table_label(self) -> str:
        """The table as people name it."""
        return self.table.label

    @property
    def has_page(self) -> bool:
        """Does its id alone say which row it is?"""
        return self.table.record_key == (self.table.key,)

    @property
    def title(self) -> str:
        """What it is called: the name of the case or thing, or its id."""
        by_name = {cell.name: cell.text for cell in self.cells}
        parts = [by_name.get(name, "") for name in ("party_name", "violation_name", "item_name", "name", "title")]
        return " ".join(part for part in parts if part) or self.id

    @property
    def agency_id(self) -> str:
        """The agency that answers for it; "" where the row names none."""
        return next((cell.text for cell in self.cells if cell.name == "agency_id"), "")


@dataclass(frozen=True, slots=True)
class Related:
    """The rows of another table that belong to a record."""

    table: TableSchema
    records: tuple[Record, ...]

    @property
    def label(self) -> str:
        """The table as people name it."""
        return self.table.label


def find(user: Any, table: str, number: str) -> tuple[Record, tuple[Related, ...]] | None:
    """A record by its id with what belongs to it; None where there is none in the user's sight."""
    return found(Sight.of(user), table, number)


def found(sight: Sight, table: str, number: str) -> tuple[Record, tuple[Related, ...]] | None:
    """The same within a given sight."""
    if sight.agencies == ():
        return None
    with opened() as store:
        key = identifier(key_of(table))
        rows = store.rows(sight, table, f"CAST(t.{key} AS VARCHAR) = $number", "LIMIT 1", number=number)
        if not rows:
            return None
        return record_of(table, rows[0]), tuple(_related(store, sight, table, number))


def _related(store: Store, sight: Sight, table: str, number: str) -> Iterator[Related]:
    """Rows of tables that name this act, at most twenty of each."""
    kind = ACT_KINDS.get(table)
    for name, schema in tables().items():
        if name == table or not store.files(name):
            continue
        key = tables()[table].key
        if kind and "act_kind" in schema:
            condition = f"t.act_kind = '{kind}' AND t.act_id = $number"
        elif kind and key in schema:
            condition = f"t.{identifier(key)} = $number"
        else:
            continue
        rows = store.rows(sight, name, condition, f"ORDER BY {IMPORT_COLUMN}, {ROW_COLUMN} LIMIT 20", number=number)
        if rows:
            yield Related(schema, tuple(record_of(name, row) for row in rows))


def record_of(table: str, row: Mapping[str, Any]) -> Record:
    """A row of DuckDB as a page shows it."""
    schema = tables()[table]
    shown = [column for column in schema if not column.name.endswith(_HIDDEN)]
    cells = [Cell(column.name, column.label, word(column, row[column.name])) for column in shown]
    dated = [column for column in shown if column.kind in ("date", "timestamp") and row[column.name] is not None]
    moments = [Moment(_moment(row[column.name]), column.label, column.kind == "timestamp") for column in dated]
    return Record(
        table=schema,
        id=str(row[schema.key]),
        batch=str(row[IMPORT_COLUMN]).partition("#")[0],
        row=int(row[ROW_COLUMN]),
        cells=tuple(cell for cell in cells if cell.text),
        blank=tuple(cell.label for cell in cells if not cell.text),
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
        values=row,
    )


def _moment(value: dt.date | dt.datetime) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())


def word(column: Column, value: Any) -> str:
    """A value as people write it: codes by their Chinese words, days as 2026-11-21, amounts with separators."""
    words = {code: text for text, code in column.codes.items()}
    match value:
        case None:
            return ""
        case bool():
            return TRUE_WORD if value else FALSE_WORD
        case list():
            return "、".join(words.get(part, str(part)) for part in value)
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case dt.date():
            return value.isoformat()
        case Decimal() if column.name.endswith("_yuan"):
            return f"{value:,.2f}" + ("" if "元" in column.label else " 元")
        case _:
            return words.get(value, str(value))


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Listed:
    """Some records of a table; `after` is what `?after=` takes, "" at the end."""

    records: tuple[Record, ...]
    after: str


def listed(
    user: Any,
    table: str,
    *,
    batch: str = "",
    number: str = "",
    agency: str | None = None,
    where: str = "",
    after: str = "",
    batches: Sequence[str] | None = None,
) -> Listed:
    """The records of a table in sight, in the order of batches and rows.

    If asked: of one batch, with one id, of one agency ("" = none is said), for which the SQL `where` on `t` holds; of
    these `batches`, withdrawn since or not, instead of those that count.
    """
    sight = Sight.of(user)
    if sight.agencies == ():
        return Listed((), "")
    conditions: list[str] = ["true"]
    given: dict[str, Any] = {}
    if batch:
        conditions.append(f"(t.{IMPORT_COLUMN} = $batch OR starts_with(t.{IMPORT_COLUMN}, $batch || '#'))")
        given["batch"] = batch
    if number:
        conditions.append(f"CAST(t.{identifier(tables()[table].key)} AS VARCHAR) = $number")
        given["number"] = number
    if agency is not None:
        conditions.append("coalesce(t.agency_id, '') = $agency")
        given["agency"] = agency
    if where:
        conditions.append(f"({where})")
    if mark := _mark(after):
        conditions.append(f"(t.{IMPORT_COLUMN}, t.{ROW_COLUMN}) > ($import, $row)")
        given["import"], given["row"] = mark
    tail = f"ORDER BY {IMPORT_COLUMN}, {ROW_COLUMN} LIMIT {SIZE + 1}"
    with opened(batches) as store:
        rows = store.rows(sight, table, " AND ".join(conditions), tail, **given)
    following = f"{rows[SIZE - 1][IMPORT_COLUMN]}:{rows[SIZE - 1][ROW_COLUMN]}" if len(rows) > SIZE else ""
    return Listed(tuple(record_of(table, row) for row in rows[:SIZE]), following)


def _mark(text: str) -> tuple[str, int] | None:
    name, _, place = text.rpartition(":")
    row = whole(place)
    return (name, row) if name and row is not None else None


def counts(user: Any) -> Sequence[tuple[str, str, int]]:
    """(table, its label, rows in sight) of each table that has any."""
    sight = Sight.of(user)
    if sight.agencies == ():
        return ()
    found = []
    with opened() as store:
        for name, schema in tables().items():
            if not store.files(name):
                continue
            sql = f"SELECT count(*) FROM ({store.relation(name)}) t WHERE {sight.condition(name, store)}"
            given = {"agencies": list(sight.agencies or ())} if "$agencies" in sql else None
            (count,) = store.connection.execute(sql, given).fetchone() or (0,)
            if count:
                found.append((name, schema.label, int(count)))
    return found
