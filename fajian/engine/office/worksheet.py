"""One worksheet's XML as it streams by: what is counted, bounded and noted before anything else reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fajian.engine.faults import InputError
from fajian.engine.office.limits import Limits

_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
# Signs of a text that an XML parser takes as they stand; what is written as an entity is not plain.
_TEXT = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_LETTERS_TO_XFD = rb"(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
# A cell of our own row (\2), empty or with a value; a formula, an error (t="e") or formatted text is not plain.
_CELL = (
    rb'<c r="' + _LETTERS_TO_XFD + rb'\2"(?: s="\d++")?+(?: t="(?:s|n|b|d|str|inlineStr)")?+'
    rb"(?:/>|><v>" + _TEXT + rb'</v></c>|><is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is></c>)"
)
_ROW = re.compile(rb'(<row r="(\d{1,7})"[^<>]*+>)((?:' + _CELL + rb")++)</row>")
_FILLED = re.compile(rb'<c r="([A-Z]++)[^>/]*+>')


@dataclass(slots=True)
class SheetFacts:
    """What a look at a worksheet's XML tells and calamine does not: formulas by (row, column), both from 1.

    A formula is (its text, its state): "value" result stored, "none" no result stored, "error" the result is #REF! or
    the like. `errors` are error values without formula.
    """

    formulas: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    errors: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """What is counted over all the worksheets of one file."""

    name: str
    limits: Limits
    cells: int = 0
    merged: int = 0

    def too_long(self, part: str) -> InputError:
        return InputError(f"{self.name}的“{part}”里有一格文字超过{self.limits.text // 10_000}万字，没有打开")


def _without_plain_cells(xml: bytes, told: Callable[[bytes, list[bytes]], None]) -> bytes:
    """The XML without the cells of plain rows; `told`: the number of each, the letters of its cells that hold a value.

    What goes out is whole elements, so that the rest is as well-formed as it was. A row keeps its own tags.
    """

    def row(found: re.Match[bytes]) -> bytes:
        told(found[2], _FILLED.findall(found[3]))
        return found[1] + b"</row>"

    return _ROW.sub(row, xml)


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


class Worksheet:
    """Handlers for one worksheet: counts filled and merged cells, bounds the rectangle, notes formulas and errors.

    Rows of nothing but plain cells are told of as a whole (`plain_row`). Of most other cells only the beginnings are
    looked at: their ends and the lengths of their texts matter in one with a formula, an error or a text of its own. A
    value that is as long as a text may not be is found by `silence`.
    """

    __slots__ = (
        "before",
        "begun",
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
        "state",
        "tally",
        "text",
    )

    def __init__(self, tally: Tally, part: str, facts: SheetFacts, parser: Any):
        self.tally, self.part, self.facts, self.parser = tally, part, facts, parser
        self.row = self.column = 0
        self.row_text = ""
        self.columns = _Columns()
        self.begun: set[bytes] = set()  # letters of the columns that the rectangle is known to reach
        self.last = [0, 0]
        self.cell: tuple[int, int] | None = None
        self.filled = False
        self.state = ""
        self.text: list[str] | None = None
        self.length = 0
        self.heard = self.before = self.quiet = 0

    def install(self) -> None:
        self.parser.StartElementHandler = self.start

    def without_plain_cells(self, read: bytes) -> tuple[bytes, bytes]:
        """What the parser has to hear of the bytes read, and what has to wait for the end of its row."""
        end = read.rfind(b"</row>") + len(b"</row>")
        if end < len(b"</row>") or len(read) > self.tally.limits.text:
            return read, b""
        return _without_plain_cells(read[:end], self.plain_row), read[end:]

    def plain_row(self, row: bytes, letters: list[bytes]) -> None:
        """A row with these cells that hold a value and no formula, error or long text."""
        self._count(len(letters))
        if not self.begun.issuperset(letters):
            self._grow(0, max(self.columns[letter.decode()] for letter in {*letters} - self.begun))
            self.begun.update(letters)
        number = self._bounded(row.decode(), 0, _MAX_ROW)
        if letters and number > self.last[0]:
            self._grow(number, 0)

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
        if self.length > self.tally.limits.text:
            raise self.tally.too_long(self.part)

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
        if self.quiet > self.tally.limits.text:
            raise self.tally.too_long(self.part)

    def _reference(self, text: str) -> tuple[int, int]:
        found = _REF.fullmatch(text)
        row, column = (int(found[2]), self.columns[found[1]]) if found else (0, 0)
        if not (1 <= row <= _MAX_ROW and column):
            raise self._outside()
        return row, column

    def _outside(self) -> InputError:
        return InputError(f"{self.tally.name}的“{self.part}”里有单元格在表格之外，文件有误，没有打开")

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
        self._count(1)
        row, column = self.cell
        if row > self.last[0] or column > self.last[1]:
            self._grow(row, column)

    def _count(self, cells: int) -> None:
        tally = self.tally
        tally.cells += cells
        if tally.cells > tally.limits.cells:
            raise InputError(f"{tally.name}的数据超过{tally.limits.cells // 10_000}万格，请分成几份，或另存为 CSV")

    def _grow(self, row: int, column: int) -> None:
        self.last = last = [max(self.last[0], row), max(self.last[1], column)]
        if last[0] * last[1] > self.tally.limits.area:
            raise InputError(
                f"{self.tally.name}的“{self.part}”从首格到末格（第{last[0]}行、第{last[1]}列）铺得过大，"
                "请删去远处多余的单元格，或分成几份，或另存为 CSV"
            )

    def _merge(self, text: str) -> None:
        first, _, last = text.partition(":")
        top, left = self._reference(first)
        bottom, right = self._reference(last or first)
        self.tally.merged += (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if self.tally.merged > self.tally.limits.merged:
            raise InputError(f"{self.tally.name}合并的单元格过多（{text}），请取消整片的合并后再交")
