"""What a file holds before it is taken: its sheets, what they are read as, their headings and first cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fajian.engine.office.layout import Heading
from fajian.engine.store.headings import Reading
from fajian.engine.store.profiles import Profile
from fajian.engine.store.sources import Sheet, sheets_of
from fajian.engine.store.validate import FaultLog, text_of

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its place from 0, its heading (with what is merged above it), its first cells."""

    place: int
    heading: str
    samples: tuple[str, ...]
    taken_as: str


@dataclass(frozen=True, slots=True)
class Outline:
    """One sheet; `reading` is None where it is not recognised as any table, `heading_row` as the spreadsheet counts."""

    file: str
    sheet: str
    heading_row: int
    columns: tuple[Column, ...]
    reading: Reading | None


def outline(source: Path, scratch: Path, own: Sequence[Profile] = ()) -> list[Outline]:
    """The sheets of a file or folder in order; raises InputError."""
    return [_outline(sheet) for sheet in sheets_of(source, scratch, FaultLog(), own)]


def _outline(sheet: Sheet) -> Outline:
    headings = sheet.block.headings if sheet.block else tuple(map(Heading, sheet.csv.headings if sheet.csv else ()))
    first = [cells for _, cells in islice(sheet.rows(), SAMPLES)]
    taken = {one.index: one.column.name for one in sheet.reading.taken} if sheet.reading else {}
    columns = tuple(
        Column(
            place,
            heading.names[0],
            tuple(text_of(cells[place]) if place < len(cells) else "" for cells in first),
            taken.get(place, ""),
        )
        for place, heading in enumerate(headings)
        if heading.label.strip()
    )
    return Outline(sheet.file, sheet.name, sheet.heading_row, columns, sheet.reading)
