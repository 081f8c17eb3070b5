"""CSV files and workbooks as rows of cells, and workbooks out of rows; knows no business word."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fajian.engine.faults import InputError

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
            if _BLANK_LINE.search(tail + chunk):
                return True
            tail = (tail + chunk)[-4:]
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
