"""Workbooks of very many rows: title, headings, widths, frozen head and filter as in a form, written as rows come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import Format, write_worksheets

from fajian.engine.office.workbooks import (
    BODY_FONT,
    HEAD_FONT,
    MAX_CELL,
    MAX_ROWS,
    NUMBER_FORMATS,
    TITLE_FONT,
    VERSION_SHEET,
    Cell,
    Column,
    runs,
    sheet_names,
)


@dataclass(frozen=True, slots=True)
class LongList:
    """One sheet. `rows` hold one value per column and are read once, while they are written; `count` is how many."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    count: int
    freeze_columns: int = 0
    footer: str = ""


def write(path: Path, lists: Sequence[LongList], *, versions: Mapping[str, str] | None = None) -> None:
    """Write a workbook of lists, however long: what does not fit a sheet goes on in the next, under the same headings.

    Texts are never taken for formulas, links or numbers. There are no drop-downs, hidden keys or heights of single
    rows: what is wanted back filled in is written by engine.office.workbooks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [(one, part) for one in lists for part in _parts(one)]
    names = sheet_names(one.name for one, _ in parts)
    sheets: list[tuple[str, Any]] = []
    looks: dict[str, Any] = {}
    for name, (one, part) in zip(names, parts, strict=True):
        sheets.append((name, part))
        for option, value in _look(one).items():
            looks.setdefault(option, {})[name] = value
    if versions:
        sheets.append((VERSION_SHEET, [{"名称": name, "内容": value} for name, value in versions.items()]))
        looks["sheet_view"] = {VERSION_SHEET: {"hidden": True}}
    write_worksheets(sheets, path, **looks)


def _parts(one: LongList) -> Iterator[Iterator[dict[str, Cell]]]:
    """The rows of each sheet, as the writer takes them; the last takes whatever has come in meanwhile."""
    headings, rows = _headings(one.columns), iter(one.rows)
    for _ in range(MAX_ROWS, one.count, MAX_ROWS):
        yield (_record(headings, row) for row in islice(rows, MAX_ROWS))
    yield (_record(headings, row) for row in rows)


def _record(headings: Sequence[str], row: Sequence[Cell]) -> dict[str, Cell]:
    fitting = [value[:MAX_CELL] if isinstance(value, str) else value for value in row]
    return dict(zip(headings, fitting, strict=True))


def _headings(columns: Sequence[Column]) -> list[str]:
    """The labels, which the writer takes for keys: one that occurs again gets a space behind it.

    A column that is alone in its group says so itself: the writer merges two cells or more.
    """
    groups = [column.group for column in columns]
    alone = {first for first, last in runs(groups) if first == last}
    found: list[str] = []
    for index, column in enumerate(columns):
        label = f"{column.group}：{column.label}" if index in alone else column.label
        while label in found:
            label += " "
        found.append(label)
    return found


def _look(one: LongList) -> dict[str, Any]:
    """Title across the columns, headings merged above those of a group, all of it frozen and printed on each page."""
    last, head = len(one.columns) - 1, 2
    across = [(0, 0, 0, last, one.title, _format(font_name=TITLE_FONT, font_size=18, align="center"))] if last else []
    groups = [column.group for column in one.columns]
    shaded = _heading()
    across += [(1, first, 1, end, groups[first], shaded) for first, end in runs(groups) if end > first]
    footer = one.footer.replace("&", "&&")
    return {
        "header_row": head,
        "header_format": shaded,
        "merge_ranges": across,
        "row_heights": {0: 34.0, head: 32.0},
        "column_widths": [column.width for column in one.columns],
        "column_formats": [_cells(column) for column in one.columns],
        "autofilter": True,
        "freeze_panes": {"row": head + 1, "col": one.freeze_columns},
        "page_setup": {
            "landscape": True,
            "paper_size": 9,
            "fit_to_pages": (1, 0),
            "repeat_rows": (1, head),
            "footer": f"&L&6{footer}&R&9第 &P 页 共 &N 页",
        },
    }


def _heading() -> Format:
    return _format(font_name=HEAD_FONT, font_size=10, align="center").set_text_wrap().set_background_color("#E7EDF5")


def _cells(column: Column) -> Format:
    """One line a row: a wrapped text would need its row's height, which not every program finds out by itself."""
    look = _format(font_name=BODY_FONT, font_size=10, align="center" if column.centred else "")
    return look.set_num_format(NUMBER_FORMATS[column.kind]) if column.kind in NUMBER_FORMATS else look


def _format(*, font_name: str, font_size: float, align: str) -> Format:
    look = Format().set_font_name(font_name).set_font_size(font_size).set_border("thin").set_align("vertical_center")
    return look.set_align(align) if align else look
