"""Where a sheet's table begins: titles above, headings of one to three rows, a row of units or of column numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Row = tuple[int, Sequence[str]]
"""(row as the spreadsheet counts, texts of its cells); rows without any text may be missing."""

Range = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, from 1."""

WITHIN = 20
"""How many filled rows from the top the headings are looked for."""

_HEIGHT = 3
_UNIT = re.compile(
    r"[(（]?(单位[:：])?(元|百元|千元|万元|亿元|人|人次|件|件次|个|次|项|份|条|户|家|天|%|％|年-月-日|年/月/日|年月日|yyyy[-/.]mm[-/.]dd)[)）]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,3}|[甲乙丙丁戊己庚辛]")
_NUMBER = 6  # characters of a column number, its brackets included
_FIGURE = re.compile(r"[¥￥]?[-+]?[\d,]+(\.\d+)?%?|\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?( [\d:]+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column: its own words, those merged over it and its neighbours, what a row of units says."""

    label: str
    above: str = ""
    unit: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be known by, the fuller name first: 当事人名称, 名称."""
        return tuple(dict.fromkeys((self.above + self.label, self.label)))


@dataclass(frozen=True, slots=True)
class Block:
    """One way to take rows `first` to `last` (as the spreadsheet counts) for the headings; the data begin below.

    `headings` by column, the first is column A; a column without a heading has an empty label. `units_row` is the row
    of units, 0 where there is none.
    """

    first: int
    last: int
    headings: tuple[Heading, ...]
    units_row: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns' own words."""
        return tuple(heading.label for heading in self.headings)


def blocks(rows: Sequence[Row], merged: Sequence[Range] = ()) -> Iterator[Block]:
    """Every way to take some of the first rows for the headings, from the top, one row before two before three.

    Which of them is meant, only whoever knows the columns can say. A heading of several rows is offered only where the
    lower row fills what the upper one leaves open: under merged cells, or under blank ones.
    """
    top = rows[:WITHIN]
    spread = _spread(top, merged)
    tall = {(row, column) for up, left, down, right in merged for row in range(up + 1, down + 1)
            for column in range(left, right + 1)}  # fmt: skip
    for start in range(len(top)):
        for height in range(1, _HEIGHT + 1):
            lines = top[start : start + height]
            if len(lines) < height or lines[-1][0] != lines[0][0] + height - 1:
                break
            if height > 1 and not _continues(lines[-2], lines[-1], merged, tall):
                break
            yield _block(lines, top[start + height : start + height + 2], spread)


def block_of(rows: Sequence[Row], merged: Sequence[Range], first: int, last: int) -> Block | None:
    """The headings in just these rows (as the spreadsheet counts), as a person says; None where they are all blank."""
    lines = [row for row in rows if first <= row[0] <= last]
    if not lines:
        return None
    behind = [row for row in rows if last < row[0] <= last + 2]
    return _block(lines, behind, _spread([*lines, *behind], merged))


def _spread(rows: Sequence[Row], merged: Sequence[Range]) -> Mapping[tuple[int, int], str]:
    """The text of every cell (row, column), both from 1; a merged cell's stands in each cell it covers."""
    found = {(number, place): text.strip() for number, cells in rows for place, text in enumerate(cells, 1)}
    known = {number for number, _ in rows}
    for top, left, bottom, right in merged:
        corner = found.get((top, left), "")
        for row in range(top, bottom + 1):
            if corner and row in known and right - left < 200:
                found.update({(row, column): corner for column in range(left, right + 1)})
    return found


def _continues(upper: Row, lower: Row, merged: Sequence[Range], tall: set[tuple[int, int]]) -> bool:
    """Does the lower row name columns that the upper one left open, and only those?"""
    wide = {
        column
        for top, left, bottom, right in merged
        if top <= upper[0] <= bottom and bottom < lower[0] and right > left
        for column in range(left, right + 1)
    }
    filled = {place for place, text in enumerate(upper[1], 1) if text.strip()}
    below = {place: text.strip() for place, text in enumerate(lower[1], 1) if text.strip()}
    if not below or not filled or any(_FIGURE.fullmatch(text) for text in below.values()):
        return False
    if all(_UNIT.fullmatch(text) for text in below.values()):
        return False
    open_ = {place for place in below if (place in wide or place not in filled) and (lower[0], place) not in tall}
    # Where nothing is merged (CSV), the first column of a group carries the group's name above its own.
    first = {place for place in below if place in filled and place + 1 in open_ and place not in wide}
    return bool(open_) and set(below) <= open_ | first and min(below) >= min(filled)


def _block(lines: Sequence[Row], behind: Sequence[Row], spread: Mapping[tuple[int, int], str]) -> Block:
    width = max(len(cells) for _, cells in lines)
    last, units, units_row = lines[-1][0], {}, 0
    for number, cells in behind:
        texts = {place: text.strip() for place, text in enumerate(cells, 1) if text.strip()}
        if number != last + 1 or not texts:
            break
        if not units_row and all(_UNIT.fullmatch(text) for text in texts.values()):
            units, units_row = texts, number
        elif not _counts(list(texts.values())):
            break
        last = number
    above = {number: _carried(number, cells, lines, spread) for number, cells in lines[:-1]}
    headings = []
    for column in range(1, width + 1):
        parts = [above[number].get(column, "") for number, _ in lines[:-1]] + [spread.get((lines[-1][0], column), "")]
        words = list(dict.fromkeys(filter(None, parts)))
        label = words[-1] if words else ""
        headings.append(Heading(label, "".join(words[:-1]), units.get(column, "").strip("()（）")))
    return Block(lines[0][0], last, tuple(headings), units_row)


def _counts(texts: Sequence[str]) -> bool:
    """Is it a row of column numbers: 1 2 3 …, ① ② ③ …, or 甲 乙 1 2 …?"""
    plain = [unicodedata.normalize("NFKC", text).strip("()") for text in texts if len(text) < _NUMBER]
    digits = [int(text) for text in plain if text.isdecimal()]
    return (
        3 <= len(texts) == len(plain)
        and all(_NUMBERED.fullmatch(text) for text in plain)
        and digits == list(range(1, len(digits) + 1))
    )


def _carried(
    number: int, cells: Sequence[str], lines: Sequence[Row], spread: Mapping[tuple[int, int], str]
) -> dict[int, str]:
    """The texts of an upper row by column; a blank cell over a filled one takes the text to its left."""
    below = {place for row, texts in lines if row > number for place, text in enumerate(texts, 1) if text.strip()}
    found: dict[int, str] = {}
    left = ""
    for column in range(1, max([len(cells), *below, 0]) + 1):
        left = spread.get((number, column), "") or (left if column in below else "")
        if left:
            found[column] = left
    return found
