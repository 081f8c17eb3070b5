"""Rows of a ledger that somebody else kept: headings found, every bad cell a sentence, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from fajian.engine.faults import Fault, InputError
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import DAYS_AHEAD, GivenSheet, given_sheets
from fajian.engine.office import layout
from fajian.engine.office.sheets import sha256_of
from fajian.engine.store.schema import Blank, Column
from fajian.engine.store.sources import merged_down
from fajian.engine.store.validate import FaultLog, Raw, RowCleaner, Taken, row_kind, text_of

SAMPLES = 500  # faults kept; all are counted
_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?")
_MARKS = str.maketrans("（）【】：，", "()[]:,")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stood, and its cells by column, strict texts (days as 2024-03-05); blank ones are left out."""

    sheet: str
    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. `columns`: column → the heading it was read from, `ignored` the headings nobody asked for.

    `faults` of level "refused" mean the file cannot be taken as it is; `refused` counts them all.
    """

    sha256: str
    rows: tuple[Row, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    faults: tuple[Fault, ...]
    refused: int


def read(path: Path, scratch: Path, spec: LedgerSpec, wanted: Mapping[str, Sequence[str]], required: str) -> Reading:
    """Every sheet of the file in which the column `required` is found, as rows of the form's columns named in `wanted`.

    `wanted`: column of the form → headings that mean it, the form's own always among them; a heading may stand in one
    row or, under a group, in two. Raises InputError where no sheet has the required column.
    """
    log, rows, ignored = FaultLog(keep=SAMPLES), [], []
    columns: dict[str, str] = {}
    for sheet in given_sheets(path, scratch):
        top = None if sheet.is_hidden else _headings(sheet, spec, wanted, required)
        if top is None:
            continue
        number, taken, others = top
        columns |= {one.column.name: one.heading for one in taken}
        ignored += others
        rows += list(_rows(path, sheet, number, taken, log, required))
    if not columns:
        names = "、".join(wanted[required][:4])
        raise InputError(f"没有找到写着问题的栏目。请让表头里有“{names}”之一，放在前{layout.WITHIN}行内，再上传。")
    return Reading(
        sha256_of(path),
        tuple(rows),
        MappingProxyType(columns),
        tuple(dict.fromkeys(ignored)),
        tuple(log.faults),
        log.total("refused"),
    )


def plain_heading(text: str) -> str:
    """A heading as it is compared: half width, without spaces and quotation marks, any year as 某年."""
    return _YEAR.sub("某年", re.sub(r"[\s《》“”\"'*＊:：\u200b]", "", text.translate(_MARKS)))


def _headings(
    sheet: GivenSheet, spec: LedgerSpec, wanted: Mapping[str, Sequence[str]], required: str
) -> tuple[int, list[Taken], list[str]] | None:
    """(last row of the headings, the columns taken, the other headings): where most is known."""
    best: tuple[int, list[Taken], list[str]] | None = None
    top = [(number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows[: layout.WITHIN + 2]]
    for block in layout.blocks(top, sheet.merged):
        taken, others = _matched(block.labels, spec, wanted)
        if any(one.column.name == required for one in taken) and (best is None or len(taken) > len(best[1])):
            best = (max(block.last, block.units_row), taken, others)
    return best


def _matched(
    heads: Sequence[str], spec: LedgerSpec, wanted: Mapping[str, Sequence[str]]
) -> tuple[list[Taken], list[str]]:
    """The columns by their headings, and the headings left over; of two alike the first counts."""
    places = {plain_heading(head): i for i, head in reversed(list(enumerate(heads))) if head}
    taken: dict[int, Taken] = {}
    for name, words in wanted.items():
        known = [plain_heading(word) for word in (spec[name].label, *words)]
        place = next((places[word] for word in known if word in places and places[word] not in taken), None)
        if place is not None:
            taken[place] = Taken(place, _column(spec, name), heads[place])
    return list(taken.values()), [head for i, head in enumerate(heads) if head and i not in taken]


def _column(spec: LedgerSpec, name: str) -> Column:
    """The form's column as the cleaner of cells knows columns: a day, or text as it stands."""
    column, nothing = spec[name], MappingProxyType[str, str]({})
    kind: Literal["date", "text"] = "date" if column.kind == "date" else "text"
    return Column("", name, column.label, kind, nothing, "", Blank("unknown"), "", "", "", ())


def _rows(
    path: Path, sheet: GivenSheet, number: int, taken: Sequence[Taken], log: FaultLog, required: str
) -> Iterator[Row]:
    cleaner = RowCleaner(
        path.name, sheet.name, taken, DAYS_AHEAD, log, frozenset({required}), sheet.facts,
        merged_down(sheet.rows, sheet.merged, number),
    )  # fmt: skip
    for row, cells in sheet.rows:
        if row <= number or row_kind(cells) != "data" or _is_numbered(cells):
            continue
        values = cleaner.clean(row, cells)
        if values is not None:
            named = {one.column.name: value for one, value in zip(taken, values, strict=True) if value}
            yield Row(sheet.name, row, MappingProxyType(named))


def _is_numbered(cells: Sequence[Raw]) -> bool:
    """A ruled row in which only the serial number stands."""
    filled = [text_of(cell) for cell in cells if text_of(cell).strip()]
    return len(filled) == 1 and filled[0].strip().isdigit()
