"""The office's words as data: content/supervision/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from fajian import content
from fajian.engine.forms.spec import LedgerColumn


@dataclass(frozen=True, slots=True)
class Word:
    """One choice: its code, what people read, the article, the prefix of a source that it stands for."""

    code: str
    title: str
    basis: str = ""
    source: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """One kind of 监督措施. `sees`: the unit sees what was recorded; `files`: not without a file.

    `drawn`: only at units the office's last draw picked. What it finds goes into the unit's ledger by the form
    `ledger`, whose columns `fills` are known beforehand.
    """

    code: str
    title: str
    sees: bool
    basis: str
    columns: tuple[LedgerColumn, ...]
    files: bool = False
    retired: bool = False
    drawn: bool = False
    ledger: str = "general"
    fills: Mapping[str, str] = field(default_factory=dict)


def _read(name: str) -> Any:
    return yaml.safe_load(content.path("supervision", name).read_text(encoding="utf-8"))


@cache
def _matters() -> Mapping[str, Mapping[str, Word]]:
    found = {}
    for part, rows in _read("matters.yaml").items():
        words = [Word(**row) for row in rows]
        found[part] = {word.code: word for word in words}
        if len(found[part]) != len(words):
            raise ValueError(f"matters.yaml: {part}: a code stands twice")
    return found


def words(part: str) -> Mapping[str, Word]:
    """By code, in the order of the file: `origins`, `situations`, `ways` or `outcomes`."""
    return _matters()[part]


def title(part: str, code: str) -> str:
    """What people read; the code itself where the file no longer has it."""
    return words(part)[code].title if code in words(part) else code


def choices(part: str) -> list[tuple[str, str]]:
    """For a form: what is still in use."""
    return [(word.code, word.title) for word in words(part).values() if not word.retired]


def origins() -> list[tuple[str, str]]:
    """Of the model's column, retired ones too."""
    return [(word.code, word.title) for word in words("origins").values()]


def situations() -> list[tuple[str, str]]:
    """Of the model's column, retired ones too."""
    return [(word.code, word.title) for word in words("situations").values()]


def ways() -> list[tuple[str, str]]:
    """Of the model's column, retired ones too."""
    return [(word.code, word.title) for word in words("ways").values()]


def outcomes() -> list[tuple[str, str]]:
    """Of the model's column, retired ones too."""
    return [(word.code, word.title) for word in words("outcomes").values()]


def origin_of(source: str) -> str:
    """The origin that a source of this prefix stands for; "" where none does."""
    prefix = source.partition(":")[0]
    return next((word.code for word in words("origins").values() if word.source and word.source == prefix), "")


@cache
def measure_kinds() -> Mapping[str, MeasureKind]:
    """By code, in the order of the file."""
    found = {}
    for row in _read("measures.yaml"):
        columns = tuple(LedgerColumn(**column) for column in row.pop("columns"))
        found[row["code"]] = MeasureKind(columns=columns, **row)
    return found
