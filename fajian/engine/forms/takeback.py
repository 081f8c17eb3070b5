"""A ledger that comes back as a workbook or CSV: which sheet and column is which, and what each row now says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from fajian.engine.faults import Fault, InputError
from fajian.engine.forms import headings
from fajian.engine.forms.headings import LIKELY, SCALES, SURE, Found, Head, Match
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.office import layout
from fajian.engine.office.layout import Block
from fajian.engine.office.sheets import open_csv, read_workbook, sha256_of
from fajian.engine.office.workbooks import CHOICES_SHEET, KEY_LABEL, VERSION_SHEET
from fajian.engine.office.worksheet import SheetFacts
from fajian.engine.store.rows import RowCleaner, Taken, cell_at, row_kind
from fajian.engine.store.schema import Blank, Column, Kind
from fajian.engine.store.sources import WORKBOOKS, merged_down
from fajian.engine.store.validate import FaultLog, Raw, text_of

Value = str | int | bool | Decimal | date | None
"""A cell as the form means it: text, whole number, yes or no, amount in the column's scale, day; None for blank."""

Cells = Mapping[str, Value]
Told = Callable[[int, int], None]
"""Hears how far something is: so many rows of so many."""

KEPT = 2_000  # cells cleaned up that are told of; what is refused is told of whole
DAYS_AHEAD = date(2200, 1, 1)  # a ledger's days may lie ahead
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"date": "date", "money": "decimal", "number": "decimal", "int": "int", "bool": "bool", "choice": "code"}
)
CONVERTED = frozenset({"date", "money", "number", "int", "bool"})
"""The kinds of column whose cells are no texts, or not always; `strict` and `meant` lead to and fro."""

_NUMBERING = re.compile(r"^[①-⑳\d一二三四五六七八九十]{1,3}[.、．)]?\s*")
_KEY = re.compile(r"(.*?)(?:@(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be taken: where it stood, the key it was issued with ("" = a new one), its cells by column.

    Every column that was found has a cell; None is a blank one. A column that was not found has none. `version` is the
    one the row was issued at, 0 where the file does not say.
    """

    sheet: str
    row: int
    key: str
    cells: Cells
    version: int = 0


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How one sheet is read. `ignored` headings belong to no column, `missing` columns stand nowhere in it.

    `refused` are the keys of the rows with a cell that cannot be read, "" for one without a key.
    """

    name: str
    block: Block
    matches: tuple[Match, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[Row, ...]
    passed_over: int
    refused: tuple[str, ...]

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


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given, opened and not yet understood; `issued` is what its hidden sheet says of the issue."""

    file: str
    sha256: str
    sheets: tuple[GivenSheet, ...]
    issued: Mapping[str, str]


def given(path: Path, scratch: Path) -> Given:
    """The sheets of a workbook (.xlsx, .xls, .et, .ods), or the one of a CSV file; raises InputError."""
    if path.suffix.lower() not in WORKBOOKS:
        file = open_csv(path, scratch)
        return Given(
            path.name, file.sha256, (GivenSheet("", [(1, file.headings), *file.rows()]),), MappingProxyType({})
        )
    sheets = tuple(
        GivenSheet(sheet.name, sheet.rows, sheet.facts, sheet.merged, sheet.is_hidden)
        for sheet in read_workbook(path, scratch)
    )
    told = next((sheet.rows for sheet in sheets if sheet.name == VERSION_SHEET), ())
    issued = {text_of(cells[0]): text_of(cells[1]) for _, cells in told if len(cells) > 1}
    own = tuple(sheet for sheet in sheets if sheet.name not in (VERSION_SHEET, CHOICES_SHEET))
    return Given(path.name, sha256_of(path), own, MappingProxyType(issued))


def read(path: Path, scratch: Path, spec: LedgerSpec, *, known: Mapping[str, str] | None = None) -> TakeBack:
    """Every visible sheet of a file that is this ledger, as `understood` reads it; raises InputError."""
    return understood(given(path, scratch), spec, known=known)


def understood(
    file: Given,
    spec: LedgerSpec,
    *,
    known: Mapping[str, str] | None = None,
    chosen: Mapping[tuple[str, int], str] | None = None,
    heads: Mapping[str, Head | None] | None = None,
    issued: Mapping[str, Cells] | None = None,
    required: Collection[str] = (),
    least: float = LIKELY,
    few: int = 2,
    hear: Told = lambda done, total: None,
) -> TakeBack:
    """Every visible sheet of a file that is this ledger.

    `known`: words of a heading → column (`""` = belongs to none), as a person matched it before; `chosen` the same for
    one place, (sheet, column from 0). `heads`: the rows of headings a person chose by sheet, None = leave that sheet
    out; a hidden sheet is read only so. `issued`: a row that says what it said when it was given out is taken as it is,
    whatever an older form left in it. A blank cell in a column of `required` is refused. `least` and `few` as in
    headings.find. `hear` is told how many rows of how many were looked at. Raises InputError where no sheet can be read
    as this ledger.
    """
    log, sheets = FaultLog(keep=KEPT, whole="refused"), list[SheetRead]()
    left_out: dict[str, str] = {}
    before, total = 0, sum(len(sheet.rows) for sheet in file.sheets)

    def looked_at(rows: int) -> None:
        hear(before + rows, total)

    for sheet in file.sheets:
        if not sheet.rows:
            continue
        head = (heads or {}).get(sheet.name)
        if sheet.is_hidden and head is None:
            left_out[sheet.name] = "隐藏的工作表，没有读；需要读入请指定它的表头"
            continue
        if sheet.name in (heads or {}) and head is None:
            left_out[sheet.name] = "按您指定的，没有读"
            continue
        told = {index: name for (of, index), name in (chosen or {}).items() if of == sheet.name}
        found = headings.find(sheet.rows, sheet.merged, spec, known or {}, chosen=told, least=least, few=few, head=head)
        if found is None:
            left_out[sheet.name] = "指定的表头是空行，没有读" if head else "没有认出表头，没有读"
            continue
        sheets.append(_sheet(file.file, sheet, spec, found, log, issued or {}, frozenset(required), looked_at))
        before += len(sheet.rows)
    if not sheets:
        names = "、".join(column.label for column in spec.columns if column.required) or spec.columns[0].label
        raise InputError(
            f"{file.file}里没有一张表能认作《{spec.title}》：前{layout.WITHIN}行里没有找到“{names}”等栏目。"
            "请在本系统下载这本台账的表格填写，或者把表头改成相同的栏目名称。"
        )
    return TakeBack(
        file.file, file.sha256, tuple(sheets), MappingProxyType(left_out), file.issued, tuple(log.faults),
        sum(len(sheet.refused) for sheet in sheets),
    )  # fmt: skip


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheet(
    file: str, sheet: GivenSheet, spec: LedgerSpec, found: Found, log: FaultLog, issued: Mapping[str, Cells],
    required: frozenset[str], looked_at: Callable[[int], None],
) -> SheetRead:  # fmt: skip
    """The sheet's rows, and the keys of those that have a cell that cannot be read."""
    block, matches = found.block, found.matches
    kept = [match for match in matches if match.column.kind != "serial"]
    must = frozenset(f"cell{match.index}" for match in kept if match.column.name in required)
    cleaner = RowCleaner(
        file, sheet.name, [_taken(match) for match in kept], DAYS_AHEAD, log, must, sheet.facts,
        merged_down(sheet.rows, sheet.merged, block.last), has_types=bool(sheet.name),
    )  # fmt: skip
    meanings = [(at, _Meanings(match)) for at, match in enumerate(kept) if match.column.kind in (*CONVERTED, "choice")]
    columns = [match.column.name for match in kept]
    key_at = next((i for i, heading in enumerate(block.headings) if heading.label == KEY_LABEL), None)
    serial_at = {match.index for match in matches if match.column.kind == "serial"}
    rows, refused, passed_over = list[Row](), list[str](), 0
    named: dict[str, Value]
    for at, (number, cells) in enumerate(sheet.rows):
        if at % 500 == 0:
            looked_at(at)
        if number <= block.last:
            continue
        key, version = _key(cells, key_at)
        if not key:
            kind = row_kind(cells)
            own = (cell for index, cell in enumerate(cells) if index not in serial_at and index != key_at)
            if kind != "data" or not any(text_of(cell).strip() for cell in own):
                passed_over += kind != "empty"
                continue
        if (before := issued.get(key)) is not None and _untouched(kept, cells, before):
            cleaner.passed([strict(match.column, before.get(match.column.name)) for match in kept])
            named = {match.column.name: before.get(match.column.name) for match in kept}
        elif (values := cleaner.clean(number, cells)) is not None:
            named = dict(zip(columns, values, strict=True))
            for at, meaning in meanings:
                named[columns[at]] = meaning[values[at]]
        else:
            refused.append(key)
            continue
        rows.append(Row(sheet.name, number, key, MappingProxyType(named), version))
    names = {match.column.name for match in matches}
    missing = tuple(column.label for column in spec.columns if column.name not in names and column.kind != "serial")
    return SheetRead(sheet.name, block, matches, found.others, missing, tuple(rows), passed_over, tuple(refused))


def _key(cells: Sequence[Raw], at: int | None) -> tuple[str, int]:
    """The row's key and the version it was issued at."""
    written = text_of(cells[at]).strip() if at is not None and at < len(cells) else ""
    found = _KEY.fullmatch(written)
    return (found[1], int(found[2] or 0)) if found else (written, 0)


def _untouched(kept: Sequence[Match], cells: Sequence[Raw], before: Cells) -> bool:
    """Does every cell hold exactly what was written into it when it was given out?"""
    for match in kept:
        raw = cell_at(cells, match.index)
        value: Raw | Decimal = before.get(match.column.name)
        if isinstance(value, bool):
            value = "是" if value else "否"
        elif isinstance(value, Decimal) and isinstance(raw, float):
            value = float(value)
        if isinstance(raw, datetime):
            raw = raw.date() if not raw.hour and not raw.minute and not raw.second else raw
        if (None if raw == "" else raw) != (None if value == "" else value):
            return False
    return True


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


class _Meanings(dict[str | None, Value]):
    """What the cleaned cells of one column mean: of very many few are different ones."""

    def __init__(self, match: Match) -> None:
        super().__init__()
        self.match = match

    def __missing__(self, clean: str | None) -> Value:
        found = self[clean] = _meant(self.match, clean)
        return found


def _meant(match: Match, clean: str | None) -> Value:
    """A cleaned cell as the form means it."""
    column = match.column
    if clean is None:
        return None
    match column.kind:
        case "money":
            return (Decimal(clean) / SCALES[column.scale]).normalize()
        case "choice":
            return next(word for word in column.choices if clean in (word, _NUMBERING.sub("", word)))
        case _:
            return meant(column, clean)


def strict(column: LedgerColumn, value: Value) -> str | None:
    """A cell as text from which `meant` makes the same cell: 2024-03-05, 是/否, digits with a point."""
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def meant(column: LedgerColumn, text: str | None) -> Value:
    """The cell `strict` wrote down; a text that the column's kind does not take stays a text."""
    if text is None:
        return None
    try:
        match column.kind:
            case "date":
                return date.fromisoformat(text)
            case "money" | "number":
                return Decimal(text).normalize()
            case "int":
                return int(text)
            case "bool":
                return {"是": True, "否": False}[text]
    except (ValueError, ArithmeticError, KeyError):
        pass
    return text
