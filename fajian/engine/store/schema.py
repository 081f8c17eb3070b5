"""The 35 tables of enforcement data, declared once: content/records/tables.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal

from fajian import content

Kind = Literal["text", "date", "timestamp", "bool", "int", "decimal", "code", "codes"]
BlankKind = Literal["required", "unknown", "none", "not_yet", "default", "presume"]

TRUE_WORD, FALSE_WORD = "是", "否"


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


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table = one sheet. `key` is its first column, the record id where the table has one."""

    name: str
    label: str
    columns: tuple[Column, ...]
    _by_name: dict[str, Column] = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        return self.columns[0].name

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

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


def _codes(text: str) -> MappingProxyType[str, str]:
    pairs = (pair.split("=", 1) for pair in text.split("|") if pair)
    return MappingProxyType({label: code for label, code in pairs})


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
                )
            )  # fmt: skip
    return MappingProxyType(
        {
            name: TableSchema(name, labels[name], tuple(columns), {c.name: c for c in columns})
            for name, columns in grouped.items()
        }
    )
