"""A ledger that comes back as a workbook or CSV: which sheet and column is which, and what each row now says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz

from fajian.engine.faults import Fault, InputError
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.office import layout
from fajian.engine.office.gate import SheetFacts
from fajian.engine.office.layout import Block, Heading
from fajian.engine.office.sheets import open_csv, read_workbook, sha256_of
from fajian.engine.office.workbooks import CHOICES_SHEET, KEY_LABEL, VERSION_SHEET
from fajian.engine.store.schema import Blank, Column, Kind
from fajian.engine.store.sources import WORKBOOKS, merged_down
from fajian.engine.store.validate import FaultLog, Raw, RowCleaner, Taken, row_kind, text_of
from fajian.engine.store.words import plain

Value = str | int | bool | Decimal | date | None
"""A cell as the form means it: text, whole number, yes or no, amount in the column's scale, day; None for blank."""

NOT_PRINTED = "不打印"  # stands in the heading over what the system adds beside a form
KEPT = 2_000  # faults kept of each level; all are counted
SURE, LIKELY = 1.0, 0.72
_ENOUGH = 0.5  # of the compulsory columns must be found, or a sheet is not this ledger
DAYS_AHEAD = date(2200, 1, 1)  # a ledger's days may lie ahead
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"date": "date", "money": "decimal", "number": "decimal", "int": "int", "bool": "bool", "choice": "code"}
)
_SCALES = {"元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10_000)}
_UNIT = re.compile(r"\((元|百元|千元|万元)\)$")
_NUMBERING = re.compile(r"^[①-⑳\d一二三四五六七八九十]{1,3}[.、．)]?\s*")
_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?")


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the form found in the sheet: its place (from 0), its heading there, how sure that is (1.0: the same).

    `yuan`: what a number in it is worth in yuan, for amounts.
    """

    column: LedgerColumn
    index: int
    heading: str
    confidence: float
    yuan: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be taken: where it stood, the key it was issued with ("" = a new one), its cells by column.

    Every column that was found has a cell; None is a blank one. A column that was not found has none.
    """

    sheet: str
    row: int
    key: str
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How one sheet is read. `ignored` headings belong to no column, `missing` columns stand nowhere in it."""

    name: str
    block: Block
    matches: tuple[Match, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[Row, ...]
    passed_over: int

    @property
    def unsure(self) -> tuple[Match, ...]:
        """The columns somebody should look at."""
        return tuple(match for match in self.matches if match.confidence < SURE)


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What a file holds. `issued` is what its hidden sheet says of the issue; `left_out`: sheet → why it is not read.

    A row with a refused cell is not among `rows`: nothing of it is taken. `refused` counts such rows.
    """

    file: str
    sha256: str
    sheets: tuple[SheetRead, ...]
    left_out: Mapping[str, str]
    issued: Mapping[str, str]
    faults: tuple[Fault, ...]
    refused: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all sheets that can be taken."""
        return tuple(row for sheet in self.sheets for row in sheet.rows)


@dataclass(slots=True)
class GivenSheet:
    """One sheet of a file as it was given; a CSV file is one without a name."""

    name: str
    rows: Sequence[tuple[int, Sequence[Raw]]]
    facts: SheetFacts = field(default_factory=SheetFacts)
    merged: Sequence[layout.Range] = ()
    is_hidden: bool = False


def read(path: Path, scratch: Path, spec: LedgerSpec, *, known: Mapping[str, str] | None = None) -> TakeBack:
    """Every visible sheet of a workbook (.xlsx, .xls, .et, .ods) or CSV file that is this ledger.

    `known`: headings a person matched before → column names (`""` = belongs to no column); they win over likeness.
    Raises InputError where no sheet can be read as this ledger, and for files that cannot be opened.
    """
    log, sheets, left_out, refused = FaultLog(keep=KEPT), [], {}, 0
    issued: dict[str, str] = {}
    for sheet in given_sheets(path, scratch):
        if sheet.name == VERSION_SHEET:
            issued = {text_of(cells[0]): text_of(cells[1]) for _, cells in sheet.rows if len(cells) > 1}
        if sheet.name in (VERSION_SHEET, CHOICES_SHEET) or not sheet.rows:
            continue
        if sheet.is_hidden:
            left_out[sheet.name] = "隐藏的工作表，没有读；需要读入请先取消隐藏"
            continue
        found = _headings(sheet, spec, known or {})
        if found is None:
            left_out[sheet.name] = "没有认出表头，没有读"
            continue
        one, bad = _sheet(path.name, sheet, spec, found, log)
        sheets.append(one)
        refused += bad
    if not sheets:
        names = "、".join(column.label for column in spec.columns if column.required) or spec.columns[0].label
        raise InputError(
            f"{path.name}里没有一张表能认作《{spec.title}》：前{layout.WITHIN}行里没有找到“{names}”等栏目。"
            "请在本系统下载这本台账的表格填写，或者把表头改成相同的栏目名称。"
        )
    return TakeBack(
        path.name, sha256_of(path), tuple(sheets), MappingProxyType(left_out), MappingProxyType(issued),
        tuple(log.faults), refused,
    )  # fmt: skip


def plain_heading(text: str) -> str:
    """A heading as it is compared: half width, without white space, quotation marks, stars, colons and years."""
    return _YEAR.sub("", re.sub(r"[《》“”\"'*:]", "", plain(text)))


def given_sheets(path: Path, scratch: Path) -> Iterator[GivenSheet]:
    """The sheets of a workbook, or the one of a CSV file; raises InputError."""
    if path.suffix.lower() not in WORKBOOKS:
        file = open_csv(path, scratch)
        yield GivenSheet("", [(1, file.headings), *file.rows()])
        return
    for sheet in read_workbook(path, scratch):
        yield GivenSheet(sheet.name, sheet.rows, sheet.facts, sheet.merged, sheet.is_hidden)


# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _headings(
    sheet: GivenSheet, spec: LedgerSpec, known: Mapping[str, str]
) -> tuple[Block, list[Match], tuple[str, ...]] | None:
    """The rows that are the headings, the columns found in them and the other headings: where most is found."""
    top = [(number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows[: layout.WITHIN + 2]]
    best: tuple[float, int, Block, list[Match], tuple[str, ...]] | None = None
    for block in layout.blocks(top, sheet.merged):
        matches, others = match_headings(block.headings, spec, known)
        worth = (sum(match.confidence for match in matches), block.first - block.last)
        if matches and (best is None or worth > best[:2]):
            best = (*worth, block, matches, others)
    if best is None:
        return None
    _, _, block, matches, others = best
    wanted = [column for column in spec.columns if column.required and column.kind != "unit"]
    names = {match.column.name for match in matches}
    enough = sum(column.name in names for column in wanted) >= _ENOUGH * len(wanted) if wanted else True
    return (block, matches, others) if enough and len(matches) >= min(2, len(spec.columns)) else None


def match_headings(
    headings: Sequence[Heading], spec: LedgerSpec, known: Mapping[str, str]
) -> tuple[list[Match], tuple[str, ...]]:
    """The form's columns in these headings, and the headings left over.

    What a person matched before comes first, then the same words (with or without the group above them), then words
    nearly the same; a heading and a column are used once. Columns the system adds beside the form are passed over.
    """
    places = {
        index: heading
        for index, heading in enumerate(headings)
        if heading.label and heading.label != KEY_LABEL and NOT_PRINTED not in heading.above
    }
    remembered = {plain_heading(text): name for text, name in known.items()}
    free = {column.name: column for column in spec.columns}
    found: dict[int, Match] = {}
    for index, heading in places.items():
        name = next((remembered[plain_heading(w)] for w in heading.names if plain_heading(w) in remembered), None)
        if name is not None and (column := free.pop(name, None)):
            found[index] = _match(column, index, heading, SURE)
    passed = {i for i, heading in places.items() if any(remembered.get(plain_heading(w)) == "" for w in heading.names)}
    scored = sorted(
        (
            (_likeness(column, heading), -abs(index - place), index, column.name)
            for index, heading in places.items()
            if index not in found and index not in passed
            for place, column in enumerate(spec.columns)
        ),
        reverse=True,
    )
    for confidence, _, index, name in scored:
        if confidence >= LIKELY and index not in found and name in free:
            found[index] = _match(free.pop(name), index, places[index], confidence)
    others = tuple(heading.label for index, heading in places.items() if index not in found and index not in passed)
    return [found[index] for index in sorted(found)], others


def _likeness(column: LedgerColumn, heading: Heading) -> float:
    """1.0 for the same words, else how much of the words is the same (0 to 0.99)."""
    own = [plain_heading(text) for text in (column.group + column.label, column.label)]
    theirs = [plain_heading(text) for text in heading.names]
    bare = [_UNIT.sub("", text) for text in own]
    if set(own) & set(theirs) or set(bare) & {_UNIT.sub("", text) for text in theirs}:
        return SURE
    return round(min(0.99, max(fuzz.ratio(a, b) for a in bare for b in theirs) / 100), 2)


def _match(column: LedgerColumn, index: int, heading: Heading, confidence: float) -> Match:
    unit = _UNIT.search(plain(heading.label))
    word = heading.unit if heading.unit in _SCALES else unit[1] if unit else column.scale or "元"
    return Match(column, index, heading.label, confidence, _SCALES[word])


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheet(
    file: str, sheet: GivenSheet, spec: LedgerSpec, found: tuple[Block, list[Match], tuple[str, ...]], log: FaultLog
) -> tuple[SheetRead, int]:
    """The sheet's rows, and how many of them have a cell that cannot be read."""
    block, matches, others = found
    kept = [match for match in matches if match.column.kind != "serial"]
    cleaner = RowCleaner(
        file, sheet.name, [_taken(match) for match in kept], DAYS_AHEAD, log, frozenset(), sheet.facts,
        merged_down(sheet.rows, sheet.merged, block.last), has_types=bool(sheet.name),
    )  # fmt: skip
    key_at = next((i for i, heading in enumerate(block.headings) if heading.label == KEY_LABEL), None)
    serial_at = {match.index for match in matches if match.column.kind == "serial"}
    rows, refused, passed_over = [], 0, 0
    for number, cells in sheet.rows:
        if number <= block.last:
            continue
        key = text_of(cells[key_at]).strip() if key_at is not None and key_at < len(cells) else ""
        own = [cell for index, cell in enumerate(cells) if index not in serial_at and index != key_at]
        if not key and (row_kind(cells) != "data" or row_kind(own) == "empty"):
            passed_over += row_kind(cells) != "empty"
            continue
        values = cleaner.clean(number, cells)
        if values is None:
            refused += 1
            continue
        named = {match.column.name: _meant(match, value) for match, value in zip(kept, values, strict=True)}
        rows.append(Row(sheet.name, number, key, MappingProxyType(named)))
    names = {match.column.name for match in matches}
    missing = tuple(column.label for column in spec.columns if column.name not in names and column.kind != "serial")
    return SheetRead(sheet.name, block, tuple(matches), others, missing, tuple(rows), passed_over), refused


def _taken(match: Match) -> Taken:
    """The form's column as the cleaner of cells knows columns; amounts are cleaned in yuan.

    Its name says nothing, so that texts stay as they are written: what people write in a ledger is theirs.
    """
    column = match.column
    codes = {**{_NUMBERING.sub("", word): word for word in column.choices}, **{word: word for word in column.choices}}
    words = MappingProxyType(codes if column.kind == "choice" else {})
    kind, places = _KINDS.get(column.kind, "text"), 2 if column.kind == "money" else 6
    as_column = Column(
        "", f"cell{match.index}", column.label, kind, words, "", Blank("unknown"), "", "", "", (), scale=places
    )
    return Taken(match.index, as_column, match.heading, int(match.yuan) if column.kind == "money" else 1)


def _meant(match: Match, strict: str | None) -> Value:
    """A cell in strict form as the form means it."""
    column = match.column
    if strict is None:
        return None
    match column.kind:
        case "date":
            return date.fromisoformat(strict)
        case "money":
            return (Decimal(strict) / _SCALES[column.scale]).normalize()
        case "number":
            return Decimal(strict).normalize()
        case "int":
            return int(strict)
        case "bool":
            return strict == "是"
        case "choice":
            return next(word for word in column.choices if strict in (word, _NUMBERING.sub("", word)))
        case _:
            return strict
