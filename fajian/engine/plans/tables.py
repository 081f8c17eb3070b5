"""Tasks set as a table: rows whose cells are parted by tabs under a row of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fajian.engine.plans.source import Source
from fajian.engine.plans.units import role_of
from fajian.engine.plans.vocabulary import either

_TITLE = re.compile(either("labels", "task_columns"))
_NUMBER = re.compile(rf"{either('labels', 'number_columns')}|^号$")
_HANDED_IN = re.compile("报送|上报|提交|报备")
_DUTY_COLUMNS = tuple((name, re.compile(either("hand_in", "columns", name))) for name in ("due", "to", "from", "what"))


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


def duty_rows(source: Source, start: int, end: int) -> tuple[Row, ...]:
    """Rows of tables of what is to be handed in: cells what, from, to and due; the headings say 报送 or 上报.

    The first row is the one of the headings, without cells.
    """
    text = source.text
    out: list[Row] = []
    columns: list[str] | None = None
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        cells = _cells(text, line.start(), line.end()) if "\t" in line.group() else []
        heads = [_duty_column(text[a:b]) for a, b in cells]
        if {"what", "due"} <= set(heads) and _HANDED_IN.search(line.group()):
            columns = heads
            out.append(Row(line.start(), line.end(), {}))
        elif not cells:
            columns = None
        elif columns:
            named = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell[1] > cell[0]}
            if "what" in named:
                out.append(Row(line.start(), line.end(), named))
    return tuple(out)


def _duty_column(heading: str) -> str:
    if len(heading) > 14:
        return ""
    return next((name for name, words in _DUTY_COLUMNS if words.search(heading)), "")


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
