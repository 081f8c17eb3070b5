"""The 35 tables of enforcement data, declared once: content/records/tables.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from fajian import content

if TYPE_CHECKING:
    import ibis

Kind = Literal["text", "date", "timestamp", "bool", "int", "decimal", "code", "codes"]
BlankKind = Literal["required", "unknown", "none", "not_yet", "default", "presume"]

TRUE_WORD, FALSE_WORD = "是", "否"

IMPORT_COLUMN, ROW_COLUMN = "_import", "_row"
"""Added to every table: which import the row came from, and its running number there."""

DUCKDB_TYPES: dict[Kind, str] = {
    "text": "VARCHAR", "date": "DATE", "timestamp": "TIMESTAMP", "bool": "BOOLEAN", "int": "BIGINT",
    "code": "VARCHAR", "codes": "VARCHAR[]",
}  # fmt: skip

# Tables whose first column does not identify a row. Empty: only a row that is the same in every column is a repeat.
RECORD_KEYS: dict[str, tuple[str, ...]] = {
    "penalty_bases": ("penalty_id", "norm_id", "cite_role"),
    "act_officers": (),
    "agency_months": ("agency_id", "month_on"),
    "deliveries": ("agency_id", "sheet", "covers_from_on", "covers_to_on"),
    "batch_columns": ("batch_id", "table_name", "column_name"),
}


@dataclass(frozen=True, slots=True)
class Blank:
    """What an empty cell of a column means.

    required: refused. unknown: not recorded. none: there is none. not_yet: has not happened, unless one of `unless`
    is filled (then the day is unknown). default: counts as `value`. presume: counts as `value` even where the sheet
    had no such column.
    """

    kind: BlankKind
    unless: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in the engine, `label` as the sheet's heading, `codes` = Chinese word → identifier."""

    table: str
    name: str
    label: str
    kind: Kind
    codes: MappingProxyType[str, str]
    required: str
    blank: Blank
    meaning: str
    sgs: str
    hlwjg: str
    used_by: tuple[str, ...]
    scale: int = 2

    @property
    def duckdb_type(self) -> str:
        """Type in Parquet and DuckDB; codes hold identifiers (urban), not the sheet's words (城市管理)."""
        if self.kind == "decimal":
            return f"DECIMAL(18,{self.scale})"
        return DUCKDB_TYPES[self.kind]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table = one sheet. `key` is its first column, the record id where the table has one.

    `record_key` names the columns that together may occur once; empty = only identical rows are repeats.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    _by_name: dict[str, Column] = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        return self.columns[0].name

    @property
    def record_key(self) -> tuple[str, ...]:
        return RECORD_KEYS.get(self.name, (self.key,))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def get(self, name: str) -> Column | None:
        return self._by_name.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


def _blank(text: str) -> Blank:
    kind, _, rest = text.partition(":")
    if kind == "not_yet":
        return Blank("not_yet", unless=tuple(rest.split(",")) if rest else ())
    if kind in ("default", "presume"):
        return Blank(kind, value=rest)  # type: ignore[arg-type]
    if kind not in ("required", "unknown", "none"):
        raise ValueError(f"tables.csv: blank {text!r}")
    return Blank(kind)  # type: ignore[arg-type]


def _scale(text: str) -> int:
    """Places after the point of "decimal(18,4)"; 2 where the type says nothing of it."""
    return int(text.rpartition(",")[2].rstrip(")")) if "," in text else 2


def _codes(text: str) -> MappingProxyType[str, str]:
    pairs = (pair.split("=", 1) for pair in text.split("|") if pair)
    return MappingProxyType({pair[0]: pair[1] for pair in pairs})


@cache
def tables() -> MappingProxyType[str, TableSchema]:
    """All tables by name, in the order of the file."""
    grouped: dict[str, list[Column]] = {}
    labels: dict[str, str] = {}
    with content.path("records", "tables.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            kind = "decimal" if row["type"].startswith("decimal") else row["type"]
            labels[row["table"]] = row["table_zh"]
            grouped.setdefault(row["table"], []).append(
                Column(
                    row["table"], row["column"], row["label_zh"], kind, _codes(row["codes"]), row["required"],  # type: ignore[arg-type]
                    _blank(row["blank"]), row["meaning"], row["sgs"], row["hlwjg"], tuple(row["used_by"].split()),
                    _scale(row["type"]),
                )
            )  # fmt: skip
    return MappingProxyType(
        {
            name: TableSchema(name, labels[name], tuple(columns), {c.name: c for c in columns})
            for name, columns in grouped.items()
        }
    )


def ibis_schema(table: str) -> ibis.Schema:
    """The Ibis schema of one table: its columns in the order of tables.csv, then _import and _row.

    Every column is nullable: a blank cell is null, and so is a column the sheet lacked.
    """
    import ibis  # takes most of a second, and templates, checks and the manual page do without it

    types: dict[Kind, str] = {
        "text": "string", "date": "date", "timestamp": "timestamp(6)", "bool": "boolean", "int": "int64",
        "code": "string", "codes": "array<string>",
    }  # fmt: skip
    columns = {c.name: f"decimal(18, {c.scale})" if c.kind == "decimal" else types[c.kind] for c in tables()[table]}
    return ibis.schema({**columns, IMPORT_COLUMN: "string", ROW_COLUMN: "int64"})
