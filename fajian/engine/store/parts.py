"""A sheet whose rows record different things is read in parts: what one row leaves open another may deny.

互联网+监管 says in one cell whether there was a hearing and in another, or nowhere, on which day. 否: there was none.
是 without a day, or nothing said: the day is unknown. A blank means one thing for a whole import (tables.py), so such
rows come in as an import of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from fajian.engine.store.headings import Reading
from fajian.engine.store.rows import cell_at
from fajian.engine.store.schema import FALSE_WORD
from fajian.engine.store.sources import Sheet
from fajian.engine.store.validate import Raw, text_of
from fajian.engine.store.words import is_mark, plain, words

Rows = Callable[[], Iterator[tuple[int, Sequence[Raw]]]]


def parts_of(sheet: Sheet, reading: Reading) -> list[tuple[Sheet, Reading]]:
    """The sheet as it is, or its rows by the columns of which they record nothing."""
    if not reading.said_by:
        return [(sheet, reading)]
    kinds = sorted({unsaid(reading, cells) for _, cells in spelt_out(sheet.rows())}, key=sorted)
    return [
        (replace(sheet, rows=_only(sheet.rows, reading, kind), csv=None), replace(reading, unsaid=kind))
        for kind in kinds or [frozenset()]
    ]


def spelt_out(rows: Iterable[tuple[int, Sequence[Raw]]]) -> Iterator[tuple[int, Sequence[Raw]]]:
    """The rows with 同上 written out: the row above may come to lie in another part."""
    above: Sequence[Raw] = ()
    marks = words().ditto_marks
    for number, cells in rows:
        full = [
            cell_at(above, index) if isinstance(cell, str) and is_mark(cell, marks) else cell
            for index, cell in enumerate(cells)
        ]
        yield number, full
        above = full


def unsaid(reading: Reading, cells: Sequence[Raw]) -> frozenset[str]:
    """The columns of which this row records nothing: no day, and no 否."""
    days = {one.column.name: one.index for one in reading.taken}
    return frozenset(
        name for name, said in reading.said_by if not _filled(cells, days.get(name)) and not _denied(_text(cells, said))
    )


def _only(rows: Rows, reading: Reading, kind: frozenset[str]) -> Rows:
    return lambda: ((number, cells) for number, cells in spelt_out(rows()) if unsaid(reading, cells) == kind)


def _denied(text: str) -> bool:
    return words().synonyms["is_"].get(text, text) == FALSE_WORD


def _filled(cells: Sequence[Raw], index: int | None) -> bool:
    return index is not None and _text(cells, index) not in {"", *words().blank_marks}


def _text(cells: Sequence[Raw], index: int) -> str:
    return plain(text_of(cell_at(cells, index)))
