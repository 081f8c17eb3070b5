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
from fajian.engine.office.limits import LIMITS, MIB, Limits
from fajian.engine.office.worksheet import SheetFacts, Tally, Worksheet

# Everything zipfile, zlib and expat were seen to raise on broken files (an atheris run found the last five).
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OverflowError, OSError,
    ValueError, LookupError,
)  # fmt: skip
_HEAD, _CHUNK = 256, 1 << 16  # bytes: enough to tell what a part is; what is read at once of the rest
_LOCAL_HEADER = struct.Struct("<4s22xHH")


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
            scan = _Scan(Tally(name, limits))
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

    tally: Tally
    facts: dict[str, SheetFacts] = field(default_factory=dict)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    sheet: Worksheet | None = None  # the one that is being looked through

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
                chunk, kept = data.read(_HEAD), b""
                while chunk:
                    if self.sheet:
                        chunk, kept = self.sheet.without_plain_cells(kept + chunk)
                    parser.Parse(chunk, False)
                    if self.sheet:
                        self.sheet.silence(len(chunk))
                    chunk = data.read(_CHUNK)
                parser.Parse(kept, True)
        except _Enough:
            return
        except expat.ExpatError:
            if is_xml:
                raise InputError(f"{self.tally.name}的“{member.filename}”已损坏，请打开后重新另存") from None

    def _doctype(self, part: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            raise InputError(f"{self.tally.name}的“{part}”带有 DOCTYPE 声明，办公软件不会这样写，没有打开")

        return refuse

    def _root(self, parser: Any, part: str) -> Callable[[str, dict[str, str]], None]:
        """What to do with a part is decided by its root element, not by its name: a name is easily disguised."""

        def root(tag: str, _: dict[str, str]) -> None:
            match _local(tag):
                case "worksheet":
                    self.facts[part] = facts = SheetFacts()
                    self.sheet = Worksheet(self.tally, part, facts, parser)
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
            if length > self.tally.limits.text:
                raise self.tally.too_long(part)

        def start(tag: str, _: dict[str, str]) -> None:
            nonlocal length
            if tag == "si" or tag.endswith(":si"):
                length = 0

        parser.CharacterDataHandler = characters
        parser.StartElementHandler = start

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
