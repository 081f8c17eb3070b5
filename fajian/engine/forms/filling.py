"""A superior's own workbook filled: rows go into that very file, everything else in it stays as it was."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fajian.engine.faults import InputError
from fajian.engine.forms.headings import SCALES, Found, find, plain_heading
from fajian.engine.forms.pushing import push_down
from fajian.engine.forms.shape import Shape, Slot
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Value
from fajian.engine.office import layout
from fajian.engine.office.gate import check_zip
from fajian.engine.store.rows import row_kind
from fajian.engine.store.validate import text_of

_SUMMED = ("int", "number", "money")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计")
# What a workbook may hold that is not kept when it is written again; the template is then refused, not damaged.
_LOST = {
    "xl/charts/": "图表", "xl/drawings/drawing": "图形或图片", "xl/media/": "图片", "xl/ctrlProps/": "控件",
    "xl/activeX/": "控件", "xl/vbaProject": "宏", "xl/pivotTables/": "数据透视表", "xl/slicers/": "切片器",
    "xl/externalLinks/": "外部链接",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written: the rows from `first` to `last`; `inserted` rows were added, `kept` stood there already."""

    rows: int
    first: int
    last: int
    inserted: int
    kept: int


def look(path: Path, spec: LedgerSpec, known: Mapping[str, str] | None = None) -> Shape:
    """Where this template takes the form's rows; `known` headings a person matched → column ("" = stays blank).

    Raises InputError for what is no workbook, what would not survive, and where no headings are found.
    """
    book = _opened(path)
    # A superior need not ask for every column that is compulsory here.
    eased = replace(spec, columns=tuple(replace(column, required=False) for column in spec.columns))
    best: tuple[float, Shape] | None = None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = [(number, cells) for number, cells in _texts(sheet, layout.WITHIN + 4) if any(cells)]
        found = find(rows, _merged(sheet), eased, known or {})
        if found is None:
            continue
        worth = sum(match.confidence for match in found.matches)
        if best is None or worth > best[0]:
            best = worth, Shape(sheet.title, found.block.last, _slots(found, _covered(sheet, found.block.last)))
    if best is None:
        raise InputError(
            f"{path.name}里没有一张表能认作《{spec.title}》的表样：前{layout.WITHIN}行里没有找到相同的栏目。"
            "请选对台账样式，或者核对表头。"
        )
    shape = best[1]
    _body(book[shape.sheet], shape, path.name)
    return shape


def fill(path: Path, out: Path, spec: LedgerSpec, shape: Shape, rows: Sequence[Mapping[str, Value]]) -> Filled:
    """Write the rows into a copy of the template; every other cell, sheet, width and print set-up stays as it is.

    `rows` by column name, amounts in the form's scale. Serial numbers are counted anew. Where the template has too few
    blank rows, rows like its first are put in and what stands below (totals, signatures) is pushed down; its formulas
    then count the new rows too. Reopened and checked before it is given back; raises InputError.
    """
    book = _opened(path)
    if shape.sheet not in book.sheetnames:
        raise InputError(f"{path.name}里没有工作表“{shape.sheet}”，请重新登记表样。")
    sheet = book[shape.sheet]
    first, blank, kept = _body(sheet, shape, path.name)
    inserted = max(0, len(rows) - blank)
    if inserted:
        push_down(book, sheet, at=first + blank, by=inserted, like=first if blank else first - 1)
    for place, row in enumerate(rows):
        for slot in shape.slots:
            if slot.column:
                _put(sheet, first + place, slot, spec, place + 1, row)
    last = first + max(len(rows), blank) - 1
    if rows:
        _totals(sheet, shape, spec, first, last)
    book.save(out)
    _check(out, shape, spec, first, rows)
    return Filled(len(rows), first, last, inserted, kept)


def _opened(path: Path) -> Any:
    check_zip(path)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
    if lost := sorted({word for start, word in _LOST.items() if any(name.startswith(start) for name in names)}):
        raise InputError(f"{path.name}里有{'、'.join(lost)}，填写以后不能原样保留。请删去后另存为 .xlsx 再上传。")
    try:
        return openpyxl.load_workbook(path)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise InputError(f"{path.name}不是可读的 .xlsx 表格，请用 WPS 或 Excel 打开后另存为 .xlsx 再试。") from error


def _texts(sheet: Worksheet, most: int) -> list[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=min(sheet.max_row, most), values_only=True)
    return [(number, [text_of(_raw(value)) for value in row]) for number, row in enumerate(rows, 1)]


def _raw(value: Any) -> Any:
    return str(value) if isinstance(value, dt.time | dt.timedelta) else value


def _merged(sheet: Worksheet) -> list[layout.Range]:
    return [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]


def _covered(sheet: Worksheet, head: int) -> set[int]:
    """Columns over which a heading from further left lies."""
    wide = [area for area in sheet.merged_cells.ranges if area.min_row <= head <= area.max_row]
    return {column for area in wide for column in range(area.min_col + 1, area.max_col + 1)}


def _slots(found: Found, covered: set[int]) -> tuple[Slot, ...]:
    matched = {match.index: match for match in found.matches}
    return tuple(
        Slot(index + 1, heading.label, match.column.name if match else "", match.confidence if match else 1.0)
        for index, heading in enumerate(found.block.headings)
        if heading.label and index + 1 not in covered
        for match in [matched.get(index)]
    )


def _body(sheet: Worksheet, shape: Shape, name: str) -> tuple[int, int, int]:
    """(first row to write, blank rows there are, rows already filled that stay). Raises InputError."""
    numbered = {slot.number for slot in shape.slots if slot.column == "serial"}
    row, kept = shape.head + 1, 0
    while row <= sheet.max_row and not _is_open(sheet, row, numbered) and _is_data(sheet, row):
        row, kept = row + 1, kept + 1
    first = row
    while row <= sheet.max_row and _is_open(sheet, row, numbered) and _is_ruled(sheet, row):
        row += 1
    for area in sheet.merged_cells.ranges:
        if area.max_row > area.min_row and area.max_row >= first and area.min_row < row:
            raise InputError(f"{name}“{sheet.title}”的{area.coord}是跨行合并的单元格，不能逐行填写。请拆分后重新上传。")
    return first, row - first, kept


def _is_open(sheet: Worksheet, row: int, numbered: set[int]) -> bool:
    return all(cell.value is None or cell.column in numbered for cell in sheet[row]) and not _is_total(sheet, row)


def _is_data(sheet: Worksheet, row: int) -> bool:
    filled = [cell for cell in sheet[row] if cell.value is not None]
    return len(filled) > 1 and row_kind([text_of(_raw(cell.value)) for cell in sheet[row]]) == "data"


def _is_total(sheet: Worksheet, row: int) -> bool:
    return any(isinstance(cell.value, str) and _TOTAL.search(cell.value) for cell in sheet[row])


def _is_ruled(sheet: Worksheet, row: int) -> bool:
    """A blank row that belongs to the table has lines round its cells."""
    return any(cell.border.left.style or cell.border.top.style or cell.border.bottom.style for cell in sheet[row])


def _put(sheet: Worksheet, number: int, slot: Slot, spec: LedgerSpec, serial: int, row: Mapping[str, Value]) -> None:
    column = spec[slot.column]
    cell: Any = sheet.cell(number, slot.number)
    value: Any = serial if column.kind == "serial" else row.get(column.name)
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, Decimal) and column.kind == "money":
        value = value * SCALES[column.scale] / SCALES[_scale_of(slot.heading) or column.scale]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins like a formula stays a text
    if isinstance(value, dt.date) and cell.number_format == "General":
        cell.number_format = "yyyy-mm-dd"


def _scale_of(heading: str) -> str:
    found = re.search(r"\((元|百元|千元|万元)\)$", plain_heading(heading))
    return found[1] if found else ""


def _totals(sheet: Worksheet, shape: Shape, spec: LedgerSpec, first: int, last: int) -> None:
    """Blank cells of the row of totals right below, under columns of figures, add them up."""
    if last + 1 > sheet.max_row or not _is_total(sheet, last + 1):
        return
    for slot in shape.slots:
        cell: Any = sheet.cell(last + 1, slot.number)
        if slot.column and spec[slot.column].kind in _SUMMED and cell.value is None:
            letter = get_column_letter(slot.number)
            cell.value = f"=SUM({letter}{first}:{letter}{last})"


def _check(out: Path, shape: Shape, spec: LedgerSpec, first: int, rows: Sequence[Mapping[str, Value]]) -> None:
    """Open what was written again: every row stands where it was put."""
    sheet = openpyxl.load_workbook(out, read_only=True)[shape.sheet]
    written = list(sheet.iter_rows(min_row=first, max_row=first + max(len(rows), 1) - 1, values_only=True))
    for place, row in enumerate(rows):
        for slot in shape.slots:
            if slot.column and spec[slot.column].kind in ("text", "long_text", "choice", "unit", "person"):
                wanted = row.get(slot.column)
                if wanted is not None and written[place][slot.number - 1] != wanted:
                    raise InputError(
                        f"写出的第{first + place}行“{slot.heading}”与台账不一致，没有导出。请把表样交给管理员。"
                    )
