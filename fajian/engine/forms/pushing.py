"""Rows put into a sheet: what stands below moves down whole, and formulas, merges and print set-up move with it."""

from __future__ import annotations

import copy
import re
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'[^']+'|[^'!]+)!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?"
)
_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


def push_down(book: Any, sheet: Worksheet, *, at: int, by: int, like: int) -> None:
    """Put `by` rows in before row `at`, each looking like row `like`.

    A range that ends in the row just above `at` grows over the new rows; one that begins there or below moves.
    """
    pattern: Any = sheet[like]
    styles = [(place, copy.copy(cell._style)) for place, cell in enumerate(pattern, 1)]
    height = sheet.row_dimensions[like].height
    wide = [area for area in sheet.merged_cells.ranges if area.min_row == area.max_row == like]
    spans = [(area.min_col, area.max_col) for area in wide]
    _move(sheet, at, by)
    for row in range(at, at + by):
        for column, style in styles:
            cell: Any = sheet.cell(row, column)
            cell._style = copy.copy(style)
        sheet.row_dimensions[row].height = height
        for first, last in spans:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    for other in book.worksheets:
        _formulas(other, sheet, at, by)
    _ranges(sheet, at, by)


def _move(sheet: Worksheet, at: int, by: int) -> None:
    """Everything from row `at` on, cells with their looks, heights and merges."""
    below = [area for area in sheet.merged_cells.ranges if area.min_row >= at]
    for area in below:
        sheet.unmerge_cells(area.coord)
    if sheet.max_row >= at:
        sheet.move_range(CellRange(min_row=at, max_row=sheet.max_row, min_col=1, max_col=sheet.max_column), rows=by)
    heights = {row: dimension.height for row, dimension in sheet.row_dimensions.items() if row >= at}
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + by].height = height
    for area in below:
        area.shift(row_shift=by)
        sheet.merge_cells(area.coord)


def _formulas(sheet: Worksheet, changed: Worksheet, at: int, by: int) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = shifted(cell.value, sheet.title == changed.title, changed.title, at, by)


def shifted(formula: str, is_here: bool, title: str, at: int, by: int) -> str:
    """A formula as it must read after `by` rows were put in before row `at` of the sheet `title`.

    `is_here`: the formula stands on that sheet, so that references without a sheet mean it.
    """
    parsed = Tokenizer(formula)
    for token in parsed.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            found = _REFERENCE.fullmatch(token.value)
            named = (found["sheet"] or "")[:-1].strip("'") if found else ""
            if found and (named == title if named else is_here):
                token.value = (found["sheet"] or "") + _reference(found["first"], found["last"], at, by)
    return str(parsed.render())  # type: ignore[no-untyped-call]


def _reference(first: str, last: str | None, at: int, by: int) -> str:
    if last is None:
        return _lower(first, at, by)
    # A sum over the rows just above takes the new rows in.
    grows = int(_CELL.fullmatch(first)[2]) < at <= int(_CELL.fullmatch(last)[2]) + 1  # type: ignore[index]
    return f"{_lower(first, at, by)}:{_lower(last, at - 1 if grows else at, by)}"


def _lower(cell: str, at: int, by: int) -> str:
    found = _CELL.fullmatch(cell)
    if found is None or int(found[2]) < at:
        return cell
    return f"{found[1]}{int(found[2]) + by}"


def _ranges(sheet: Worksheet, at: int, by: int) -> None:
    """Drop-downs, conditional looks, filter, print area and page breaks."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = _grown(rule.sqref, at, by)
    kept = ConditionalFormattingList()
    for looks in sheet.conditional_formatting:
        for rule in looks.rules:
            kept.add(str(_grown(looks.sqref, at, by)), rule)
    sheet.conditional_formatting = kept
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = str(_grown(MultiCellRange(sheet.auto_filter.ref), at, by))
    if sheet.print_area:
        areas = [part.rpartition("!")[2].replace("$", "") for part in str(sheet.print_area).split(",")]
        sheet.print_area = ",".join(str(_grown(MultiCellRange(area), at, by)) for area in areas)
    for mark in sheet.row_breaks.brk:
        mark.id += by if mark.id >= at else 0


def _grown(areas: MultiCellRange, at: int, by: int) -> MultiCellRange:
    out = []
    for area in areas.ranges:
        moved = copy.copy(area)
        if moved.min_row >= at:
            moved.shift(row_shift=by)
        elif moved.max_row >= at - 1:
            moved.expand(down=by)
        out.append(str(moved))
    return MultiCellRange(" ".join(out))
