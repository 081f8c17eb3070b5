"""CSV files and workbooks as rows of cells, and workbooks out of rows; knows no business word."""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from fajian.engine.faults import InputError
from fajian.engine.office.gate import LIMITS, Limits, SheetFacts, check_zip, read_in_child

_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAX_CELL = 1 << 20
_BLANK_LINE = re.compile(rb"\r?\n\r?\n\s*[^\s]")

csv.field_size_limit(_MAX_CELL)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file ready to be read as UTF-8.

    `name` and `sha256` are those of the file as given; `path` may be a copy in UTF-8. `headings` is the first record.
    `is_plain` says that line and record are surely the same in the heading and that no blank line stands between rows,
    so that a reader that counts lines counts right.
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
    """utf-8, utf-8-sig, utf-16 or gb18030, whichever decodes the whole file; raises InputError."""
    with path.open("rb") as data:
        start = data.read(4)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    for name in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            with path.open("rb") as data:
                while chunk := data.read(_CHUNK):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    raise InputError(f"{path.name}既不是 UTF-8 也不是 GB18030 编码的文本，请用表格软件另存为“CSV UTF-8”")


def _transcode(source: Path, encoding: str, target: Path) -> None:
    try:
        with source.open(encoding=encoding, newline="") as text, target.open("w", encoding="utf-8", newline="") as out:
            while chunk := text.read(_CHUNK):
                out.write(chunk)
    except UnicodeError:
        raise InputError(f"{source.name}的文本编码有误，请用表格软件另存为“CSV UTF-8”") from None


def _has_blank_line(path: Path) -> bool:
    """Whether a blank line stands before the last row; inside quotes too, which is only cautious."""
    tail = b""
    with path.open("rb") as data:
        while chunk := data.read(_CHUNK):
            window = tail + chunk
            # The plain search is a hundred times faster than the pattern, and seldom finds anything.
            if (b"\n\n" in window or b"\n\r\n" in window) and _BLANK_LINE.search(window):
                return True
            tail = window[-4:]
    return False


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
    is_plain = one_line and not _has_blank_line(readable)
    return CsvFile(path.name, sha256, readable, encoding, delimiter, tuple(headings), is_plain)


Cell = str | int | float | bool | date | datetime | time | None
"""A cell of a workbook; "" is an empty one."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One worksheet: `rows` are (row as the spreadsheet counts, cells) of the rows that are not empty.

    `merged` are ranges (top, left, bottom, right), from 1. `formulas` as in gate.SheetFacts; empty where the format has
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
            rows.append((parsed[0], [_decoded(cell) for cell in parsed[1]]))
    if head:
        yield finished()


def _decoded(cell: Any) -> Cell:
    """The other half of reader.encoded."""
    if not isinstance(cell, dict):
        value: Cell = cell
        return value
    ((kind, text),) = cell.items()
    if kind == "d":
        return date.fromisoformat(text)
    if kind == "t":
        return datetime.fromisoformat(text)
    return str(text)
