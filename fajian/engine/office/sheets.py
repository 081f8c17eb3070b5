"""CSV files and workbooks as rows of cells, and workbooks out of rows; knows no business word."""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fajian.engine.faults import InputError
from fajian.engine.office.child import read_in_child
from fajian.engine.office.gate import check_zip
from fajian.engine.office.limits import LIMITS, Limits
from fajian.engine.office.worksheet import SheetFacts

_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAX_CELL = 1 << 20
_BLANK_LINE = re.compile(rb"\r?\n\r?\n\s*[^\s]")

csv.field_size_limit(_MAX_CELL)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file ready to be read as UTF-8.

    `name` and `sha256` are those of the file as given; `path` may be a copy in UTF-8. `headings` is the first record.
    `is_plain`: the heading is one line, no blank line stands between rows and no unit separator (U+001F) anywhere, so
    that a reader that skips blank lines counts right, and one that joins cells by that separator is not deceived.
    """

    name: str
    sha256: str
    path: Path
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    is_plain: bool

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Record number (the heading is 1) and cells of every record below the heading; blank lines count too."""
        with self.path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, delimiter=self.delimiter)
            try:
                for number, cells in enumerate(reader, start=1):
                    if number > 1:
                        yield number, cells
            except csv.Error:
                raise InputError(
                    f"{self.name}第{reader.line_num}行附近读不下去：一格过长或引号不成对，请用表格软件打开后另存为 CSV"
                ) from None


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hex digits."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _encoding(path: Path) -> str:
    """utf-8, utf-8-sig or utf-16 by its mark, utf-8 if that decodes the whole file, else what is left: gb18030."""
    with path.open("rb") as data:
        start = data.read(4)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    try:
        for _ in _decoded_bytes(path, "utf-8"):
            pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _decoded_bytes(path: Path, encoding: str) -> Iterator[str]:
    """The text of a file piece by piece; raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as data:
        while chunk := data.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _transcode(source: Path, encoding: str, target: Path) -> None:
    try:
        with target.open("wb") as out:
            for text in _decoded_bytes(source, encoding):
                out.write(text.encode())
    except UnicodeError:
        wrong = "既不是 UTF-8 也不是 GB18030 编码的文本" if encoding == "gb18030" else "的文本编码有误"
        raise InputError(f"{source.name}{wrong}，请用表格软件另存为“CSV UTF-8”") from None


def _is_plain(path: Path) -> bool:
    """No blank line before the last row (inside quotes neither, which is only cautious) and no unit separator."""
    tail = b""
    with path.open("rb") as data:
        while chunk := data.read(_CHUNK):
            window = tail + chunk
            # The plain search is a hundred times faster than the pattern, and seldom finds anything.
            if (b"\n\n" in window or b"\n\r\n" in window) and _BLANK_LINE.search(window):
                return False
            if b"\x1f" in chunk:
                return False
            tail = window[-4:]
    return True


def open_csv(path: Path, scratch: Path) -> CsvFile:
    """A CSV file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030; `,`, `;` or tab between the cells.

    Anything but UTF-8 is written to a copy in `scratch`. Raises InputError for other encodings and empty files.
    """
    encoding, readable = _encoding(path), path
    sha256 = sha256_of(path)
    if encoding not in ("utf-8", "utf-8-sig"):
        readable = scratch / f"{sha256[:16]}.utf8.csv"
        _transcode(path, encoding, readable)
    with readable.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline(_MAX_CELL)
        if "\0" in first:
            raise InputError(f"{path.name}不是 CSV 文本，请用表格软件另存为“CSV UTF-8”")
        delimiter = max(",\t;", key=first.count)
        lines.seek(0)
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            headings = next(reader, [])
        except csv.Error:
            raise InputError(f"{path.name}的表头读不下去，请用表格软件打开后另存为 CSV") from None
        one_line = reader.line_num == 1
    if not any(heading.strip() for heading in headings):
        raise InputError(f"{path.name}第1行没有表头，请把栏目名称放在第1行")
    is_plain = one_line and _is_plain(readable)
    return CsvFile(path.name, sha256, readable, encoding, delimiter, tuple(headings), is_plain)


Cell = str | int | float | bool | date | datetime | time | None
"""A cell of a workbook; "" is an empty one."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One worksheet: `rows` are (row as the spreadsheet counts, cells) of the rows that are not empty.

    `merged` are ranges (top, left, bottom, right), from 1. `facts` as the gate found them; empty where the format has
    no pre-flight (.xls, .et, .ods).
    """

    file: str
    name: str
    sha256: str
    is_hidden: bool
    merged: tuple[tuple[int, int, int, int], ...]
    facts: SheetFacts
    rows: tuple[tuple[int, list[Cell]], ...]


_ZIPPED = (".xlsx", ".xlsm")


def read_workbook(path: Path, scratch: Path, limits: Limits = LIMITS) -> Iterator[WorkbookSheet]:
    """The worksheets of .xlsx, .xlsm, .xls, .et, .ods in their order, hidden ones too; one at a time in memory.

    XLSX goes through gate.check_zip first; every format is parsed in a child process with limits. Raises InputError.
    """
    sha256 = sha256_of(path)
    if path.suffix.lower() in _ZIPPED:
        with path.open("rb") as data:
            if data.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                raise InputError(f"{path.name}设有密码或其实是旧格式，请用表格软件打开后另存为 xlsx")
        facts = check_zip(path, limits).sheets
    elif path.stat().st_size > limits.file:
        raise InputError(f"{path.name}有{path.stat().st_size >> 20}兆，过大，请分成几份")
    else:
        facts = {}
    head: dict[str, Any] = {}
    rows: list[tuple[int, list[Cell]]] = []

    def finished() -> WorkbookSheet:
        merged = tuple((top, left, bottom, right) for top, left, bottom, right in head["merged"])
        name = head["sheet"]
        known = facts.get(name, SheetFacts())
        return WorkbookSheet(path.name, name, sha256, not head["visible"], merged, known, tuple(rows))

    for line in read_in_child(path, scratch / f"{sha256[:16]}.jsonl", limits):
        parsed = json.loads(line)
        if isinstance(parsed, dict):
            if head:
                yield finished()
            head, rows = parsed, []
        else:
            number, cells, days, moments = parsed
            for at in days:
                cells[at] = _day(cells[at])
            for at in moments:
                cells[at] = datetime.fromisoformat(cells[at])
            rows.append((number, cells))
    if head:
        yield finished()


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    """A day as reader.line writes it; of very many few are different ones."""
    return date.fromisoformat(text)


ColumnKind = Literal["text", "date", "moment", "whole", "number"]


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column people fill in: heading, kind of cell, words to choose from, what the heading's note says."""

    label: str
    kind: ColumnKind = "text"
    choices: tuple[str, ...] = ()
    note: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One sheet with the headings in its first row and nothing above, so that it can be saved as CSV and read again."""

    name: str
    columns: tuple[EntryColumn, ...]
    rows: Sequence[Sequence[str | float | date | datetime | None]] = ()


_FORMATS: dict[ColumnKind, str] = {
    "text": "@", "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss", "whole": "0", "number": "0.00##",
}  # fmt: skip
_LAST_ROW = 1_048_575
_LIST_LENGTH = 255
# A fixed day, so that the same input gives the same bytes.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001


def write_entry_workbook(path: Path, sheets: Sequence[EntrySheet], guide: Sequence[Sequence[str]] = ()) -> None:
    """Write a workbook to be filled in: headings with notes, required ones in red, lists and checks for whole columns.

    Text columns are formatted as text, so that long numbers stay whole. `guide` are the rows of a first sheet
    填写说明. Texts are never taken for formulas or links. The same input gives the same bytes.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        looks = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
        usual = book.add_format({**head, "bg_color": "#E7EDF5"})
        required = book.add_format({**head, "bg_color": "#FBE5E1", "font_color": "#A61B0B"})
        if guide:
            page = book.add_worksheet("填写说明")
            page.set_column(0, 0, 28)
            page.set_column(1, 1, 100, book.add_format({"text_wrap": True, "valign": "top"}))
            for number, texts in enumerate(guide):
                page.write_row(number, 0, texts)
        lists = _Lists(book)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            page.set_row(0, 36)
            for index, column in enumerate(sheet.columns):
                page.set_column(index, index, min(max(2 * len(column.label) + 2, 12), 30), looks[column.kind])
                page.write_string(0, index, column.label, required if column.is_required else usual)
                if column.note:
                    page.write_comment(0, index, column.note, {"x_scale": 2, "y_scale": 1.5, "author": "法鉴"})
                if check := _check(column, lists):
                    page.data_validation(1, index, _LAST_ROW, index, check)
            for number, values in enumerate(sheet.rows, start=1):
                for index, value in enumerate(values):
                    _write_cell(page, number, index, value, looks[sheet.columns[index].kind])
        lists.finish()


def _write_cell(page: Any, row: int, column: int, value: str | float | date | datetime | None, look: Any) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, look)
    elif value is not None:
        page.write_number(row, column, value, look)


@dataclass(slots=True)
class _Lists:
    """Lists too long for a cell's own rule (255 characters) stand in a hidden sheet, written last."""

    book: Any
    known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def source(self, words: tuple[str, ...]) -> str | list[str]:
        if len(",".join(words)) <= _LIST_LENGTH:
            return list(words)
        column = xl_col_to_name(self.known.setdefault(words, len(self.known)))
        return f"=词表!${column}$1:${column}${len(words)}"

    def finish(self) -> None:
        if self.known:
            page = self.book.add_worksheet("词表")
            page.hide()
            for words, column in self.known.items():
                page.write_column(0, column, words)


def _check(column: EntryColumn, lists: _Lists) -> dict[str, Any] | None:
    """What the spreadsheet itself looks at; a warning only, for the importer understands more than it does."""
    rule: dict[str, Any]
    if column.choices:
        rule = {"validate": "list", "source": lists.source(column.choices), "error_message": "请从下拉的词里选"}
    elif column.kind in ("date", "moment"):
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": date(1900, 1, 2),
            "error_message": "请填日期，如 2024-03-05",
        }
    elif column.kind in ("whole", "number"):
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "请只填数字，不带单位"}
    else:
        return None
    return {**rule, "error_type": "warning", "error_title": "请核对", "ignore_blank": True}
