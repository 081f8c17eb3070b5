"""One row after another in strict form: what only the sheet knows of a cell, and a look at each doubtful one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from xlsxwriter.utility import xl_rowcol_to_cell

from fajian.engine.faults import Fault
from fajian.engine.office.worksheet import SheetFacts
from fajian.engine.store.parties import masked
from fajian.engine.store.schema import Column
from fajian.engine.store.validate import KINDS, CellFault, FaultLog, Raw, clean_cell, text_of
from fajian.engine.store.words import end_of, is_mark, plain, words

_REMEMBERED = 5_000  # cells of a column


@dataclass(frozen=True, slots=True)
class Taken:
    """Which cell of a row belongs to which column; `factor` as in clean_cell, `heading` as the sheet has it.

    `by_units_row`: the factor comes from a row of units below the headings. `or_else`: the cells to look at, in order,
    where this one is blank. `when`: only where that cell of the row says one of these words (in plain() form).
    """

    index: int
    column: Column
    heading: str
    factor: int = 1
    by_units_row: bool = False
    or_else: tuple[int, ...] = ()
    when: tuple[int, frozenset[str]] | None = None

    def place(self, cells: Sequence[Raw]) -> int | None:
        """The index of the cell to read in this row; None where the row has none for this column."""
        if self.when is not None and plain(text_of(cell_at(cells, self.when[0]))) not in self.when[1]:
            return None
        if not self.or_else or text_of(cell_at(cells, self.index)).strip():
            return self.index
        return next((index for index in self.or_else if text_of(cell_at(cells, index)).strip()), self.index)


def cell_at(cells: Sequence[Raw], index: int) -> Raw:
    """A row's cell; a row ends with its last filled cell, and behind it is nothing."""
    return cells[index] if index < len(cells) else None


_AS_TEXT = {"date": "date_text", "timestamp": "date_text", "decimal": "amount_text"}
"""What is said of a text in strict form where the sheet could hold the day or the number itself."""


@dataclass(slots=True)
class RowCleaner:
    """Cleans the rows of one sheet in turn; keeps the row above for 同上. `has_types`: a workbook, not a CSV file.

    Most cells say what they would say anywhere in their column: they are looked up. Only one with more to it – a
    formula, a merged cell, 同上, a cell that was cleaned or cannot be read – is looked at where it stands.
    """

    file: str
    sheet: str
    taken: Sequence[Taken]
    as_of: date
    log: FaultLog
    required: frozenset[str] = frozenset()
    facts: SheetFacts = field(default_factory=SheetFacts)
    merged: Mapping[tuple[int, int], Raw] = field(default_factory=dict)
    has_types: bool = False
    _above: Sequence[str | None] = ()
    _known: list[_Known] = field(default_factory=list)
    _straight: list[tuple[int, _Known]] = field(default_factory=list)
    _blanks: list[Raw] = field(default_factory=list)
    _marked: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Note the rows with a formula, an error or a merged cell; in all others nobody needs to look for them."""
        places = chain(self.facts.formulas, self.facts.errors, self.merged)
        self._marked = frozenset(row for row, _ in places)
        self._known = [_Known(self, one) for one in self.taken]
        if not any(one.or_else or one.when for one in self.taken):
            self._straight = [(one.index, known) for one, known in zip(self.taken, self._known, strict=True)]
        self._blanks = [None] * (1 + max((one.index for one in self.taken), default=0))

    def _say(self, row: int, index: int, one: Taken, raw: Raw, kind: str, message: str, level: str) -> None:
        shown = text_of(raw)
        if one.column.name == "party_id_no":
            message = re.sub(r"[0-9A-Za-z]{9,}", lambda found: masked(found[0]), message)
            shown = masked(shown)
        cell = xl_rowcol_to_cell(row - 1, index)
        self.log.add(Fault(self.file, self.sheet, row, one.heading, shown, kind, message, level, cell))

    def _value(self, one: Taken, raw: Raw, place: tuple[int, int], formula: str) -> tuple[str | None, str]:
        """clean_cell, and what only the sheet knows: formulas, merged cells, 同上."""
        if formula == "error":
            raise CellFault("formula_error", "公式出错，请改成数值")
        if formula == "none":
            raise CellFault("formula_no_value", "公式没有存下结果，请用表格软件打开后保存，或改成数值")
        kind = "ok"
        if place in self.merged and not text_of(raw):
            raw, kind = self.merged[place], "merged"
        if isinstance(raw, str) and is_mark(raw, words().ditto_marks):
            if not self._above:
                raise CellFault("ditto_first", "写着“同上”，上面却没有数据行，请写明")
            return self._above[self.taken.index(one)], "ditto"
        value, said = self.alone(one, raw)
        if said == "ok":
            said = "formula_value" if formula else kind
        return value, said

    def alone(self, one: Taken, raw: Raw) -> tuple[str | None, str]:
        """What a cell of a column says wherever it stands, as clean_cell."""
        value, said = clean_cell(one.column, raw, as_of=self.as_of, factor=one.factor)
        if said == "amount_wan" and one.by_units_row and not re.search("[万亿]", text_of(raw)):
            said = "unit_row"
        if said == "ok" and self.has_types and isinstance(raw, str):
            said = _AS_TEXT.get(one.column.kind, "ok")
        return value, said

    def clean(self, row: int, cells: Sequence[Raw]) -> Sequence[str | None] | None:
        """The cells of `taken` in strict form; None if one of them is refused. `row` as the spreadsheet counts."""
        found, good = self._looked_up(row, cells), True
        if tuple in {*map(type, found)}:
            for at, said in enumerate(found):
                if isinstance(said, tuple):
                    found[at], taken = self._looked_at(self.taken[at], row, cells, said)
                    good = good and taken
        self._above = found  # type: ignore[assignment] # no pair is left
        return self._above if good else None

    def _looked_up(self, row: int, cells: Sequence[Raw]) -> list[_Said]:
        """What each cell says; () where a cell has to be looked at."""
        if self._straight and row not in self._marked and bool not in {*map(type, cells)}:
            if len(cells) < len(self._blanks):
                cells = [*cells, *self._blanks[len(cells) :]]
            return [known[cells[index]] for index, known in self._straight]
        found = list[_Said]()
        for known in self._known:
            index = known.one.place(cells)
            raw = cell_at(cells, index) if index is not None else None
            place = (row, -1 if index is None else index + 1)
            alone = not (place in self.merged or place in self.facts.formulas or place in self.facts.errors)
            found.append(None if index is None else known[raw] if alone and not isinstance(raw, bool) else ())
        return found

    def _looked_at(
        self, one: Taken, row: int, cells: Sequence[Raw], said: tuple[str | None, str] | tuple[()]
    ) -> tuple[str | None, bool]:
        """The strict form of a cell of which something has to be said, and whether it can be taken."""
        index = one.place(cells) or 0
        raw, place = cell_at(cells, index), (row, index + 1)
        formula, state = self.facts.formulas.get(place) or ("", "error" if place in self.facts.errors else "")
        value = None
        try:
            value, kind = said or self._value(one, raw, place, state)
            if kind != "ok":
                became = "空白" if value is None else f"“{value}”"
                self._say(row, index, one, formula or raw, kind, f"{KINDS[kind]}，按{became}录入", "note")
            if value is None and one.column.name in self.required:
                raise CellFault("missing_required", "这一栏必填，现为空白，请补上")
        except CellFault as fault:
            self._say(row, index, one, formula or raw, fault.kind, fault.message, "refused")
            return value, False
        return value, True

    def passed(self, values: Sequence[str | None]) -> None:
        """Remember the cells of a row, in strict form, for a 同上 below it: also of one that needed no cleaning."""
        self._above = values


_Said = str | None | tuple[str | None, str] | tuple[()]


class _Known(dict[Raw, _Said]):
    """What the cells of one column say wherever they stand: days, codes, agencies come again and again.

    The strict form itself where there is nothing to be said of the cell, else the pair of clean_cell; () where the cell
    has to be looked at in its row. Never asked for True or False: to a dict they are 1 and 0.
    """

    def __init__(self, cleaner: RowCleaner, one: Taken) -> None:
        self.cleaner, self.one = cleaner, one
        self.is_required = one.column.name in cleaner.required
        self[None] = self[""] = () if self.is_required else None

    def __missing__(self, raw: Raw) -> _Said:
        found: _Said = ()
        if not isinstance(raw, str) or not is_mark(raw, words().ditto_marks):
            try:
                value, kind = self.cleaner.alone(self.one, raw)
                found = value if kind == "ok" and not (value is None and self.is_required) else (value, kind)
            except CellFault:
                found = ()
        if len(self) < _REMEMBERED:
            self[raw] = found
        return found


def row_kind(cells: Sequence[Raw]) -> str:
    """empty, subtotal, note or data: what kind of row this is below the headings."""
    filled = (text for cell in cells if cell is not None and (text := text_of(cell).strip()))
    first = [*islice(filled, 3)]
    if not first:
        return "empty"
    known = words()
    # Only rows whose first cells look like it are worth a look at every cell: most rows are data.
    if any(end_of(text).endswith(known.subtotal_marks) for text in first) and all(
        cell.endswith(known.subtotal_marks) or not unicodedata.category(cell[0]).startswith("L")
        for cell in map(plain, chain(first, filled))
    ):
        return "subtotal"
    if len(first) == 1 and plain(first[0]).startswith(tuple(map(plain, known.note_marks))):
        return "note"
    return "data"
