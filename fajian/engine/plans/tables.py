"""Tasks set as a table: rows whose cells are parted by tabs under a row of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fajian.engine.plans.source import Source
from fajian.engine.plans.units import role_of
from fajian.engine.plans.vocabulary import either

_TITLE = re.compile(either("labels", "task_columns"))
_NUMBER = re.compile(rf"{either('labels', 'number_columns')}|^号$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: spans of its cells in Source.text by what the column is for (number, title, lead, support, …)."""

    start: int
    end: int
    cells: dict[str, tuple[int, int]]


def task_rows(source: Source, start: int, end: int) -> tuple[Row, ...]:
    """Rows of the tables in text[start:end] whose headings name a piece of work and a unit or a time limit."""
    text = source.text
    out: list[Row] = []
    columns: list[str] | None = None
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        if "\t" not in line.group():
            columns = None
            continue
        cells = _cells(text, line.start(), line.end())
        heads = [_column(text[a:b]) for a, b in cells]
        if "title" in heads and len({"lead", "responsible", "due", "support"} & set(heads)) >= 1 and _all_heads(heads):
            columns = heads
        elif columns:
            named: dict[str, tuple[int, int]] = {}
            for name, cell in zip(columns, cells, strict=False):
                if name and name not in named and cell[1] > cell[0]:
                    named[name] = cell
            if "title" in named and set(named) != {"title"}:
                out.append(Row(line.start(), line.end(), named))
    return tuple(out)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, a = [], start
    for i in range(start, end + 1):
        if i == end or text[i] == "\t":
            out.append((a, i))
            a = i + 1
    return out


def _column(heading: str) -> str:
    if len(heading) > 14:
        return "?"
    role = role_of(heading)
    if role and role != "person":
        return role
    if _NUMBER.search(heading):
        return "number"
    return "title" if _TITLE.search(heading) else ""


def _all_heads(heads: list[str]) -> bool:
    return "?" not in heads
