"""Workbooks in form layout: title, line of seals and signatures, merged headings, drop-downs, print set-up."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

CellKind = Literal["text", "date", "money", "int", "number"]
Cell = str | int | float | Decimal | dt.date | None

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
# Excel's own bounds, and what fits the width of an A4 sheet on its side at full size, in characters.
MAX_CELL, MAX_ROWS, MAX_HEIGHT, PAGE_WIDTH = 32_767, 1_000_000, 409.0, 128.0
CHOICES_SHEET, VERSION_SHEET = "_选项", "_版本"
KEY_LABEL = "行标识"
_MANY_ROWS = 20_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00####", "int": "0", "number": "0.##"}
# Under protection everything but the headings stays as free as in any sheet.
_FREEDOMS = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
    "sort": True, "autofilter": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, width in characters, kind of cell, words of the drop-down, heading merged above it.

    Columns that are not `printed` stand to the right of the form and outside the print area.
    """

    label: str
    width: float
    kind: CellKind = "text"
    choices: tuple[str, ...] = ()
    group: str = ""
    required: bool = False
    printed: bool = True
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `mark` stands top left (附件2), `line` under the title (填报单位…), `note` in red above the headings.

    `rows` hold one value per column; `keys`, one per row, go to a hidden column behind the last. `blank_rows` are ruled
    for filling in. A `protected` sheet lets people change everything but title and headings (there is no password).
    `footer` is printed left of the page number on every page; at most 200 characters.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    keys: Sequence[str] = ()
    mark: str = ""
    line: tuple[str, ...] = ()
    note: str = ""
    blank_rows: int = 0
    protected: bool = False
    freeze_columns: int = 0
    footer: str = ""


def write(path: Path, sheets: Sequence[Sheet], *, made_on: dt.date, versions: Mapping[str, str] | None = None) -> None:
    """Write a workbook; `versions` go to a hidden sheet of two columns. The same input gives the same bytes.

    Texts are never taken for formulas, links or numbers. Raises ValueError for more rows than a sheet holds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Without temporary files where that costs little memory: a run writes many small workbooks.
        "in_memory": sum(len(sheet.rows) for sheet in sheets) < _MANY_ROWS,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": dt.datetime(made_on.year, made_on.month, made_on.day)})  # noqa: DTZ001
        writer = _Writer(book)
        for sheet, name in zip(sheets, sheet_names(sheet.name for sheet in sheets), strict=True):
            writer.sheet(sheet, name)
        writer.finish(versions or {})


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names a workbook accepts: at most 31 characters, without []:*?/\\, no two alike."""
    names: list[str] = []
    for text in wanted:
        plain = re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:31] or "表"
        name, number = plain, 2
        while name.casefold() in {taken.casefold() for taken in names}:
            name, number = f"{plain[: 31 - len(str(number))]}{number}", number + 1
        names.append(name)
    return names


def file_name(text: str) -> str:
    """A text as the name of a file: without the signs Windows refuses, at most 80 characters."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', " ", text).strip(" .")[:80] or "未命名"


@dataclass(slots=True)
class _Writer:
    book: Any
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    choices: dict[tuple[str, ...], str] = field(default_factory=dict)

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "vcenter", "font_name": BODY_FONT, **properties})
        return self.formats[key]

    def sheet(self, sheet: Sheet, name: str) -> None:
        if len(sheet.rows) > MAX_ROWS:
            raise ValueError(f"{name}: {len(sheet.rows)} rows")
        page = self.book.add_worksheet(name)
        printed = sum(column.printed for column in sheet.columns)
        top = self._top(page, sheet, printed)
        head = self._headings(page, sheet, top)
        last = self._body(page, sheet, head)
        self._validations(page, sheet, head, last)
        self._print(page, sheet, top, head, last, printed)
        if sheet.protected:
            page.protect("", _FREEDOMS)

    def _top(self, page: Any, sheet: Sheet, printed: int) -> int:
        """Everything above the headings; the number of rows it takes."""
        row = 0
        if sheet.mark:
            page.write_string(row, 0, sheet.mark, self.format(font_name=HEAD_FONT, font_size=12))
            row += 1
        if sheet.title:
            self._across(page, row, printed, sheet.title, font_name=TITLE_FONT, font_size=18, align="center")
            page.set_row(row, 34)
            row += 1
        if sheet.line:
            self._across(page, row, printed, "        ".join(sheet.line), font_size=11, locked=False)
            page.set_row(row, 22)
            row += 1
        if sheet.note:
            width = sum(width for column, width in zip(sheet.columns, _widths(sheet), strict=True) if column.printed)
            self._across(page, row, printed, sheet.note, font_size=9, font_color="#C00000", text_wrap=True)
            page.set_row(row, 13.5 * lines_of(sheet.note, width) + 4)
            row += 1
        return row

    def _across(self, page: Any, row: int, count: int, text: str, **properties: Any) -> None:
        look = self.format(**properties)
        if count > 1:
            page.merge_range(row, 0, row, count - 1, text, look)
        else:
            page.write_string(row, 0, text, look)

    def _headings(self, page: Any, sheet: Sheet, top: int) -> int:
        """One row of headings, two where some are grouped; the row of the lower one."""
        grouped = any(column.group for column in sheet.columns)
        low = top + 1 if grouped else top
        widths = _widths(sheet)
        for index, column in enumerate(sheet.columns):
            look = self._heading_format(column)
            if grouped and not column.group:
                page.merge_range(top, index, low, index, column.label, look)
            else:
                page.write_string(low, index, column.label, look)
        for first, last in runs([column.group for column in sheet.columns]):
            look = self._heading_format(sheet.columns[first])
            if last > first:
                page.merge_range(top, first, top, last, sheet.columns[first].group, look)
            else:
                page.write_string(top, first, sheet.columns[first].group, look)
        if grouped:
            page.set_row(top, 18)
        depth = max(
            lines_of(column.label, width) for column, width in zip(sheet.columns, widths, strict=True)
        )  # labels of ungrouped columns have both rows; the lower one alone is always enough
        page.set_row(low, 13.5 * depth + 6)
        return low

    def _heading_format(self, column: Column) -> Any:
        return self.format(
            font_name=HEAD_FONT, font_size=10, align="center", text_wrap=True, border=1,
            bg_color="#E7EDF5" if column.printed else "#F3F3F3",
            font_color="#000000" if column.printed else "#666666",
        )  # fmt: skip

    def _body(self, page: Any, sheet: Sheet, head: int) -> int:
        """The rows and the ruled blank ones; the last row used."""
        widths = _widths(sheet)
        looks = [self._cell_format(column, ruled=True) for column in sheet.columns]
        key_column = len(sheet.columns)
        for index, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
            page.set_column(index, index, width, self._cell_format(column, ruled=False))
        if sheet.keys:
            page.set_column(key_column, key_column, 10, None, {"hidden": True})
            page.write_string(head, key_column, KEY_LABEL)
        for offset, values in enumerate(sheet.rows):
            row = head + 1 + offset
            for index, (value, look) in enumerate(zip(values, looks, strict=True)):
                _put(page, row, index, value, look)
            if sheet.keys:
                page.write_string(row, key_column, sheet.keys[offset])
            page.set_row(row, _height(values, widths))
        last = head + len(sheet.rows)
        for row in range(last + 1, last + 1 + sheet.blank_rows):
            for index, look in enumerate(looks):
                page.write_blank(row, index, None, look)
            page.set_row(row, 24)
        return last + sheet.blank_rows

    def _cell_format(self, column: Column, *, ruled: bool) -> Any:
        properties: dict[str, Any] = {"font_size": 10, "text_wrap": True, "locked": False}
        if ruled:
            properties["border"] = 1
        if column.kind in NUMBER_FORMATS:
            properties["num_format"] = NUMBER_FORMATS[column.kind]
        if column.centred or column.kind == "date":
            properties["align"] = "center"
        return self.format(**properties)

    def _validations(self, page: Any, sheet: Sheet, head: int, last: int) -> None:
        """Drop-downs warn, dates and amounts refuse; well beyond the rows written, for what people add."""
        if not sheet.protected:
            return
        bottom = max(last, head + 1) + 500
        for index, column in enumerate(sheet.columns):
            rule: dict[str, Any] | None = None
            if column.choices:
                rule = {
                    "validate": "list", "source": self._choices(column.choices), "error_type": "warning",
                    "error_title": "不在选项内",
                    "error_message": f"“{column.label[:20]}”一般从下拉选项中选。仍要填写吗？",
                }  # fmt: skip
            elif column.kind == "date":
                rule = {
                    "validate": "date", "criteria": ">=", "value": dt.date(1990, 1, 1),
                    "error_title": "日期不对", "error_message": "请填日期，写成 2024-08-28 或 2024/8/28。",
                }  # fmt: skip
            elif column.kind in ("money", "int", "number"):
                rule = {
                    "validate": "integer" if column.kind == "int" else "decimal", "criteria": ">=", "value": 0,
                    "error_title": "数字不对", "error_message": "请填不小于 0 的数字，不带单位。",
                }  # fmt: skip
            if rule:
                page.data_validation(head + 1, index, bottom, index, rule)

    def _choices(self, words: tuple[str, ...]) -> str:
        """Where the words stand; a list written into the cell's rule may hold 255 characters and no comma."""
        if words not in self.choices:
            column = xlsxwriter.utility.xl_col_to_name(len(self.choices))
            self.choices[words] = f"='{CHOICES_SHEET}'!${column}$1:${column}${len(words)}"
        return self.choices[words]

    def _print(self, page: Any, sheet: Sheet, top: int, head: int, last: int, printed: int) -> None:
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.47, right=0.47, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.repeat_rows(top, head)
        page.print_area(0, 0, max(last, head), printed - 1)
        left = sheet.footer.replace("&", "&&")
        page.set_footer(f"&L&6{left}&R&9第 &P 页 共 &N 页" if left else "&C&9第 &P 页 共 &N 页")
        page.freeze_panes(head + 1, sheet.freeze_columns)
        if not sheet.protected and sheet.rows:
            page.autofilter(head, 0, last, len(sheet.columns) - 1)

    def finish(self, versions: Mapping[str, str]) -> None:
        if self.choices:
            page = self.book.add_worksheet(CHOICES_SHEET)
            for index, words in enumerate(self.choices):
                for row, word in enumerate(words):
                    page.write_string(row, index, word)
            page.hide()
        if versions:
            page = self.book.add_worksheet(VERSION_SHEET)
            page.set_column(0, 1, 40)
            for row, (name, value) in enumerate(versions.items()):
                page.write_string(row, 0, name)
                page.write_string(row, 1, value)
            page.hide()


def text_width(text: str) -> int:
    """Width of a text in characters: those outside ASCII count two."""
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2


def lines_of(text: str, width: float) -> int:
    """Lines a text takes in a column of that width (never fewer than one)."""
    room = max(1.0, width - 0.8)
    return sum(max(1, math.ceil(text_width(part) / room)) for part in text.split("\n"))


def _height(values: Sequence[Cell], widths: Sequence[float]) -> float:
    """Height of a row in points. Said outright: not every program fits it to wrapped text when it opens the file."""
    lines = (lines_of(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
    return min(MAX_HEIGHT, 13.5 * max(lines, default=1) + 5)


def _widths(sheet: Sheet) -> list[float]:
    """The columns' widths, widened in step where the form would leave part of the page empty."""
    printed = sum(column.width for column in sheet.columns if column.printed)
    stretch = max(1.0, PAGE_WIDTH / printed) if printed else 1.0
    return [round(column.width * (stretch if column.printed else 1.0), 1) for column in sheet.columns]


def runs(groups: Sequence[str]) -> list[tuple[int, int]]:
    """First and last index of each stretch of the same group; columns without a group are left out."""
    found: list[tuple[int, int]] = []
    for index, group in enumerate(groups):
        if group and found and found[-1][1] == index - 1 and groups[found[-1][0]] == group:
            found[-1] = (found[-1][0], index)
        elif group:
            found.append((index, index))
    return found


def _put(page: Any, row: int, column: int, value: Cell, look: Any) -> None:
    match value:
        case None | "":
            page.write_blank(row, column, None, look)
        case bool():
            page.write_string(row, column, "是" if value else "否", look)
        case int() | float() | Decimal():
            page.write_number(row, column, value, look)
        case dt.date():
            page.write_datetime(row, column, value, look)
        case _:
            page.write_string(row, column, value[:MAX_CELL], look)


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A table as CSV that Excel and WPS open in Chinese; a text that would run as a formula gets a ' before it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(headings)
        writer.writerows([_csv_text(value) for value in row] for row in rows)


def _csv_text(value: Cell) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
