"""Which heading of somebody's sheet is which column of a form: told by a person, the same words, nearly the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz

from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.office import layout
from fajian.engine.office.layout import Block, Heading
from fajian.engine.office.workbooks import KEY_LABEL
from fajian.engine.store.validate import Raw, text_of
from fajian.engine.store.words import plain

How = Literal["chosen", "known", "same", "alike"]
"""Chosen by a person for this place, known from before, the same words, nearly the same words."""

Head = tuple[int, int]
"""First and last row of the headings, as the spreadsheet counts."""

NOT_PRINTED = "不打印"  # stands in the heading over what the system adds beside a form
SURE, LIKELY = 1.0, 0.72
SCALES = MappingProxyType({"元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10_000)})
_ENOUGH = 0.5  # of the compulsory columns must be found, or a sheet is not this ledger
_UNIT = re.compile(r"\((元|百元|千元|万元)\)$")
_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?")
_MARKS = re.compile(r"[《》“”‘’\"'*:\u200b]")


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the form found in the sheet: its place (from 0), its heading there, how sure that is (1.0: the same).

    `yuan`: what a number in it is worth in yuan, for amounts.
    """

    column: LedgerColumn
    index: int
    heading: str
    confidence: float
    how: How = "same"
    yuan: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that are the headings, the columns found in them, the other headings."""

    block: Block
    matches: tuple[Match, ...]
    others: tuple[str, ...]


def plain_heading(text: str) -> str:
    """A heading as it is compared: half width, without white space, quotation marks, stars, colons; a year as 某年."""
    return _YEAR.sub("某年", _MARKS.sub("", plain(text)))


def counts(heading: Heading) -> bool:
    """Is it a heading of people's own, and nothing the system adds beside the form?"""
    return bool(heading.label) and heading.label != KEY_LABEL and NOT_PRINTED not in heading.above


def find(
    rows: Sequence[tuple[int, Sequence[Raw]]], merged: Sequence[layout.Range], spec: LedgerSpec,
    known: Mapping[str, str], *, chosen: Mapping[int, str] | None = None, least: float = LIKELY, few: int = 2,
    head: Head | None = None,
) -> Found | None:  # fmt: skip
    """The headings of a sheet, where most of the form is found; None where the sheet is not this ledger.

    That is: half of the compulsory columns and at least `few` columns. `head`: the rows that a person says are the
    headings, whatever is found in them. The other arguments as in `match_headings`.
    """
    if head:
        told = [(number, [text_of(cell) for cell in cells]) for number, cells in rows if number <= head[1] + 2]
        there = layout.block_of(told, merged, *head)
        return Found(there, *_matched(there, spec, known, chosen, least)) if there else None
    top = [(number, [text_of(cell) for cell in cells]) for number, cells in rows[: layout.WITHIN + 2]]
    best: tuple[float, int, Found] | None = None
    for block in layout.blocks(top, merged):
        found = Found(block, *_matched(block, spec, known, chosen, least))
        # Where two ways match alike, the heading of our own hidden column tells which row is the last of them.
        own = 0.5 * any(heading.label == KEY_LABEL for heading in block.headings)
        worth = (sum(match.confidence for match in found.matches) + own, block.first - block.last)
        if found.matches and (best is None or worth > best[:2]):
            best = (*worth, found)
    if best is None:
        return None
    found = best[2]
    wanted = [column for column in spec.columns if column.required and column.kind != "unit"]
    names = {match.column.name for match in found.matches}
    enough = sum(column.name in names for column in wanted) >= _ENOUGH * len(wanted) if wanted else True
    return found if enough and len(found.matches) >= min(few, len(spec.columns)) else None


def _matched(
    block: Block, spec: LedgerSpec, known: Mapping[str, str], chosen: Mapping[int, str] | None, least: float
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    matches, others = match_headings(block.headings, spec, known, chosen=chosen, least=least)
    return tuple(matches), others


def match_headings(
    headings: Sequence[Heading], spec: LedgerSpec, known: Mapping[str, str],
    *, chosen: Mapping[int, str] | None = None, least: float = LIKELY,
) -> tuple[list[Match], tuple[str, ...]]:  # fmt: skip
    """The form's columns in these headings, and the headings left over.

    `chosen` (place → column, "" = none) comes first, then `known` (words of a heading → column, "" = none) in its own
    order, then the same words with or without the group above them, then words alike by at least `least`. A heading and
    a column are used once. Columns the system adds beside the form are passed over.
    """
    places = {index: heading for index, heading in enumerate(headings) if counts(heading)}
    free = {column.name: column for column in spec.columns}
    found: dict[int, Match] = {}
    passed: set[int] = set()

    def take(index: int, name: str, confidence: float, how: How) -> None:
        if index in found or index in passed:
            return
        if not name:
            passed.add(index)
        elif column := free.pop(name, None):
            found[index] = _match(column, index, places[index], confidence, how)

    for index, name in (chosen or {}).items():
        if index in places:
            take(index, name, SURE, "chosen")
    words = {index: [plain_heading(text) for text in heading.names] for index, heading in places.items()}
    for text, name in known.items():
        place = next((i for i, names in words.items() if plain_heading(text) in names and i not in found), None)
        if place is not None:
            take(place, name, SURE, "known")
    scored = sorted(
        (
            (_likeness(column, words[index]), -abs(index - place), index, column.name)
            for index in places
            for place, column in enumerate(spec.columns)
        ),
        reverse=True,
    )
    for confidence, _, index, name in scored:
        if confidence >= least:
            take(index, name, confidence, "same" if confidence == SURE else "alike")
    others = tuple(heading.label for index, heading in places.items() if index not in found and index not in passed)
    return [found[index] for index in sorted(found)], others


def _likeness(column: LedgerColumn, theirs: Sequence[str]) -> float:
    """1.0 for the same words, else how much of the words is the same (0 to 0.99)."""
    own = [plain_heading(text) for text in (column.group + column.label, column.label)]
    bare = [_UNIT.sub("", text) for text in own]
    if set(own) & set(theirs) or set(bare) & {_UNIT.sub("", text) for text in theirs}:
        return SURE
    return round(min(0.99, max(fuzz.ratio(a, b) for a in bare for b in theirs) / 100), 2)


def _match(column: LedgerColumn, index: int, heading: Heading, confidence: float, how: How) -> Match:
    unit = _UNIT.search(plain(heading.label))
    word = heading.unit if heading.unit in SCALES else unit[1] if unit else column.scale or "元"
    return Match(column, index, heading.label, confidence, how, SCALES[word])
