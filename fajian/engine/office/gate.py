"""What a stranger's file must pass before it is parsed: a look at the ZIP and its XML with the standard library."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from fajian.engine.faults import InputError

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold; what a year's cases of a big office need, and no more than the reader can bear.

    Sizes in bytes, unpacked. `ratio` (unpacked : packed) counts for parts above `ratio_from` only: small parts of
    nothing but spaces are harmless. `area`: cells of the rectangle from A1 to the last cell that is filled, because
    calamine reserves the whole rectangle; styled empty cells don't count (WPS leaves them at XFD1048576). `text`: signs
    of one text, or bytes of one cell's value.
    """

    file: int = 200 * MIB
    members: int = 2_000
    part: int = 400 * MIB
    total: int = 600 * MIB
    ratio: int = 150
    ratio_from: int = 4 * MIB
    cells: int = 5_000_000
    area: int = 20_000_000
    merged: int = 1_000_000
    text: int = MIB
    reader_memory: int = 1024 * MIB
    reader_seconds: int = 60


LIMITS = Limits()

# Everything zipfile, zlib and expat were seen to raise on broken files (an atheris run found the last five).
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OverflowError, OSError,
    ValueError, LookupError,
)  # fmt: skip
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_CHUNK = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")


@dataclass(slots=True)
class SheetFacts:
    """What a look at a worksheet's XML tells and calamine does not: formulas by (row, column), both from 1.

    A formula is (its text, its state): "value" result stored, "none" no result stored, "error" the result is #REF! or
    the like. `errors` are error values without formula.
    """

    formulas: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    errors: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Package:
    """A ZIP container that was found harmless: the parts' names and, for workbooks, facts by the sheets' names."""

    parts: tuple[str, ...]
    sheets: dict[str, SheetFacts]


class _Enough(Exception):  # noqa: N818 - a way out of expat, no error
    """The rest of this part need not be looked at."""


def check_zip(path: Path, limits: Limits = LIMITS) -> Package:
    """Look through a ZIP container of XML (XLSX, DOCX, …); raises InputError with a sentence for what is refused.

    Refused: too many or too big parts, a ratio as of a bomb, parts that overlap, repeat or point outside, encryption,
    DOCTYPE, cells outside a sheet, too many filled or merged cells, one text of more than a million characters,
    anything that is damaged. Never more memory than a few MiB beyond the formulas' texts.
    """
    name = path.name
    try:
        if path.stat().st_size > limits.file:
            raise InputError(f"{name}有{path.stat().st_size // MIB}兆，超过{limits.file // MIB}兆，请分成几份")
        with zipfile.ZipFile(path) as container:
            _check_members(name, container, path, limits)
            scan = _Scan(name, limits)
            for member in container.infolist():
                if not member.is_dir():
                    scan.part(container, member)
            return Package(tuple(container.namelist()), scan.by_sheet_name())
    except BROKEN as error:
        if isinstance(error, FileNotFoundError):
            raise InputError(f"找不到{name}，请检查路径") from None
        raise InputError(f"{name}已损坏或不是它的后缀所说的格式，请重新另存后再试") from None


def _check_members(name: str, container: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    members = container.infolist()
    if len(members) > limits.members:
        raise InputError(f"{name}里有{len(members)}个部件，超过{limits.members}个，不像办公文件，没有打开")
    seen: set[str] = set()
    for member in members:
        part = member.filename
        if part.casefold() in seen:
            raise InputError(f"{name}里有两个同名的部件“{part}”，没有打开；请重新另存后再试")
        seen.add(part.casefold())
        if part.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part) or ":" in part or "\0" in part:
            raise InputError(f"{name}里的部件“{part}”指向文件以外，没有打开")
        if member.flag_bits & 1:
            raise InputError(f"{name}设有密码，请去掉密码后再交")
        if member.file_size > limits.part:
            raise InputError(f"{name}的“{part}”解开后有{member.file_size // MIB}兆，过大；请分成几份，或另存为 CSV")
        packed = max(member.compress_size, 1)
        if member.file_size > limits.ratio_from and member.file_size // packed > limits.ratio:
            raise InputError(
                f"{name}的“{part}”压缩得异乎寻常（{member.file_size // packed}倍），疑为压缩炸弹，没有打开"
            )
    if sum(member.file_size for member in members) > limits.total:
        raise InputError(f"{name}解开后超过{limits.total // MIB}兆，请分成几份，或另存为 CSV")
    _check_overlap(name, container, path)


def _check_overlap(name: str, container: zipfile.ZipFile, path: Path) -> None:
    """Python's zipfile reads members that share their bytes; a bomb of 42 kB unfolds to terabytes that way."""
    end = 0
    with path.open("rb") as data:
        for member in sorted(container.infolist(), key=lambda member: member.header_offset):
            data.seek(member.header_offset)
            signature, name_length, extra_length = _LOCAL_HEADER.unpack(data.read(_LOCAL_HEADER.size))
            if signature != b"PK\x03\x04":
                raise zipfile.BadZipFile(member.filename)
            if member.header_offset < end:
                raise InputError(f"{name}的部件互相重叠，疑为压缩炸弹，没有打开")
            end = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length + member.compress_size
    if end > container.start_dir:
        raise InputError(f"{name}的部件互相重叠，疑为压缩炸弹，没有打开")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _attributes(attributes: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in attributes.items()}


@dataclass(slots=True)
class _Scan:
    """Goes through the parts of one container; keeps what later parts and the caller need."""

    name: str
    limits: Limits
    cells: int = 0
    merged: int = 0
    facts: dict[str, SheetFacts] = field(default_factory=dict)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    sheet: _Worksheet | None = None  # the one that is being looked through

    def part(self, container: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """Parse one part as far as is needed; what is no XML at all is left alone."""
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        self.sheet = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartDoctypeDeclHandler = self._doctype(member.filename)
        parser.StartElementHandler = self._root(parser, member.filename)
        try:
            with container.open(member) as data:
                while chunk := data.read(_CHUNK):
                    parser.Parse(chunk, False)
                    if self.sheet:
                        self.sheet.silence(len(chunk))
                parser.Parse(b"", True)
        except _Enough:
            return
        except expat.ExpatError:
            if is_xml:
                raise InputError(f"{self.name}的“{member.filename}”已损坏，请打开后重新另存") from None

    def _doctype(self, part: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            raise InputError(f"{self.name}的“{part}”带有 DOCTYPE 声明，办公软件不会这样写，没有打开")

        return refuse

    def _root(self, parser: Any, part: str) -> Callable[[str, dict[str, str]], None]:
        """What to do with a part is decided by its root element, not by its name: a name is easily disguised."""

        def root(tag: str, _: dict[str, str]) -> None:
            match _local(tag):
                case "worksheet":
                    self.facts[part] = facts = SheetFacts()
                    self.sheet = _Worksheet(self, part, facts, parser)
                    self.sheet.install()
                case "sst":
                    parser.StartElementHandler = None
                    self._limit_text(parser, part)
                case "workbook":
                    parser.StartElementHandler = self._sheet_names
                case "Relationships" if part.endswith("workbook.xml.rels"):
                    parser.StartElementHandler = self._relations
                case _:
                    raise _Enough

        return root

    def _limit_text(self, parser: Any, part: str) -> None:
        """One text may not be longer than `text`: a single shared string of 512 MiB packs into 500 kB."""
        length = 0

        def characters(text: str) -> None:
            nonlocal length
            length += len(text)
            if length > self.limits.text:
                raise self.too_long(part)

        def start(tag: str, _: dict[str, str]) -> None:
            nonlocal length
            if tag == "si" or tag.endswith(":si"):
                length = 0

        parser.CharacterDataHandler = characters
        parser.StartElementHandler = start

    def too_long(self, part: str) -> InputError:
        return InputError(f"{self.name}的“{part}”里有一格文字超过{self.limits.text // 10_000}万字，没有打开")

    def _sheet_names(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            found = _attributes(attributes)
            self.sheets.append((found.get("name", ""), found.get("id", "")))

    def _relations(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def by_sheet_name(self) -> dict[str, SheetFacts]:
        """Facts by the name on the tab, where workbook.xml leads to the part."""
        return {name: facts for name, id_ in self.sheets if (facts := self.facts.get(self.targets.get(id_, "")))}


def _column(letters: str) -> int:
    """A → 1, XFD → 16384; one to three capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Columns(dict[str, int]):
    """Letters of a column → its number; 0 for what are no such letters."""

    def __missing__(self, letters: str) -> int:
        number = _column(letters) if _LETTERS.fullmatch(letters) else 0
        if not 1 <= number <= _MAX_COLUMN:
            return 0  # and forgotten: of wrong ones there may be very many
        self[letters] = number
        return number


class _Worksheet:
    """Handlers for one worksheet: counts filled and merged cells, bounds the rectangle, notes formulas and errors.

    Of most cells only the beginnings are looked at: their ends and the lengths of their texts matter in one with a
    formula, an error or a text of its own. A value that is as long as a text may not be is found by `silence`.
    """

    __slots__ = (
        "before",
        "cell",
        "column",
        "columns",
        "facts",
        "filled",
        "heard",
        "last",
        "length",
        "parser",
        "part",
        "quiet",
        "row",
        "row_text",
        "scan",
        "state",
        "text",
    )

    def __init__(self, scan: _Scan, part: str, facts: SheetFacts, parser: Any):
        self.scan, self.part, self.facts, self.parser = scan, part, facts, parser
        self.row = self.column = 0
        self.row_text = ""
        self.columns = _Columns()
        self.last = [0, 0]
        self.cell: tuple[int, int] | None = None
        self.filled = False
        self.state = ""
        self.text: list[str] | None = None
        self.length = 0
        self.heard = self.before = self.quiet = 0

    def install(self) -> None:
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.heard += 1
        tag = tag.rpartition(":")[2] if ":" in tag else tag
        if tag == "c":
            self._cell(attributes)
        elif tag == "v":
            self._fill()
            if self.text is None:
                self.filled = True
            else:
                self._listen()
        elif tag == "is":
            self._fill()
            self._listen()
        elif tag == "f":
            self.text = []
            self.parser.CharacterDataHandler = self.text.append
            self.parser.EndElementHandler = self.end
        elif tag == "row":
            told = attributes.get("r")
            self.row, self.column = self._bounded(told, self.row + 1, _MAX_ROW), 0
            self.row_text = str(self.row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _listen(self) -> None:
        self.length = 0
        self.parser.CharacterDataHandler = self._limit
        self.parser.EndElementHandler = self.end

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2] if ":" in tag else tag
        if tag in ("v", "is", "f"):
            self.parser.CharacterDataHandler = None
        elif tag == "c" and self.cell is not None:
            if self.text is not None and (
                len(self.facts.formulas) < 200_000 or self.state == "error" or not self.filled
            ):
                state = "error" if self.state == "error" else "value" if self.filled else "none"
                self.facts.formulas[self.cell] = ("=" + "".join(self.text)[:1_000], state)
            elif self.state == "error":
                self.facts.errors.add(self.cell)
            self.cell, self.text = None, None
            self.parser.EndElementHandler = None

    def _limit(self, text: str) -> None:
        # An empty <v></v> gives no characters: then nothing is stored, as after a formula that was never computed.
        self.length += len(text)
        self.filled = True
        if self.length > self.scan.limits.text:
            raise self.scan.too_long(self.part)

    def _bounded(self, written: str | None, otherwise: int, bound: int) -> int:
        try:
            number = int(written) if written is not None else otherwise
        except ValueError:
            number = 0
        if not 1 <= number <= bound:
            raise self._outside()
        return number

    def silence(self, size: int) -> None:
        """So many bytes have been read: was there no element among them, and for how long now?"""
        self.quiet = self.quiet + size if self.heard == self.before else 0
        self.before = self.heard
        if self.quiet > self.scan.limits.text:
            raise self.scan.too_long(self.part)

    def _reference(self, text: str) -> tuple[int, int]:
        found = _REF.fullmatch(text)
        row, column = (int(found[2]), self.columns[found[1]]) if found else (0, 0)
        if not (1 <= row <= _MAX_ROW and column):
            raise self._outside()
        return row, column

    def _outside(self) -> InputError:
        return InputError(f"{self.scan.name}的“{self.part}”里有单元格在表格之外，文件有误，没有打开")

    def _cell(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r")
        if told is None:
            self.cell = (max(self.row, 1), self._bounded(None, self.column + 1, _MAX_COLUMN))
        elif column := self.columns[told.removesuffix(self.row_text)]:
            self.cell = (self.row, column)
        else:
            self.cell = self._reference(told)
        self.column = self.cell[1]
        self.filled = False
        self.text = None
        self.state = "error" if attributes.get("t") == "e" else ""
        if self.state:
            self.parser.EndElementHandler = self.end

    def _fill(self) -> None:
        """A cell with a value: count it, and let the rectangle from A1 grow to it."""
        if self.cell is None:
            return
        scan = self.scan
        scan.cells += 1
        if scan.cells > scan.limits.cells:
            raise InputError(f"{scan.name}的数据超过{scan.limits.cells // 10_000}万格，请分成几份，或另存为 CSV")
        row, column = self.cell
        if row > self.last[0] or column > self.last[1]:
            self._grow(row, column)

    def _grow(self, row: int, column: int) -> None:
        self.last = last = [max(self.last[0], row), max(self.last[1], column)]
        if last[0] * last[1] > self.scan.limits.area:
            raise InputError(
                f"{self.scan.name}的“{self.part}”从首格到末格（第{last[0]}行、第{last[1]}列）铺得过大，"
                "请删去远处多余的单元格，或分成几份，或另存为 CSV"
            )

    def _merge(self, text: str) -> None:
        first, _, last = text.partition(":")
        top, left = self._reference(first)
        bottom, right = self._reference(last or first)
        self.scan.merged += (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if self.scan.merged > self.scan.limits.merged:
            raise InputError(f"{self.scan.name}合并的单元格过多（{text}），请取消整片的合并后再交")
