"""Which table a sheet is, and which of its headings is which column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fajian.engine.office.layout import Block, Heading
from fajian.engine.store.profiles import Profile, profile_of
from fajian.engine.store.schema import Column, TableSchema, tables
from fajian.engine.store.validate import Taken
from fajian.engine.store.words import plain, words

_UNIT = re.compile(r"\((元|万元|亿元|百元|千元)\)$")
_UNIT_YUAN = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}


Match = tuple[Column, int, bool]
"""A column, what its cells have to be multiplied by, and whether a row of units said so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sheet read as one table: the cells that are taken, and the headings that belong to no column."""

    table: TableSchema
    taken: tuple[Taken, ...]
    ignored: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    profile: Profile | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Canonical names of the columns the sheet has, in the order of the schema."""
        present = {one.column.name for one in self.taken}
        return tuple(name for name in self.table.names if name in present)


@cache
def _known(table: str) -> MappingProxyType[str, Column]:
    """Heading in plain() form → column; own labels win over other words, both over labels without their unit."""
    schema = tables()[table]
    found: dict[str, Column] = {_UNIT.sub("", plain(column.label)): column for column in schema}
    found.update({heading: schema[name] for heading, name in words().headings.get(table, {}).items()})
    found.update({column.name: column for column in schema})
    found.update({plain(column.label): column for column in schema})
    return MappingProxyType(found)


def _match(table: str, heading: Heading, profile: Profile | None) -> Match | None:
    """The column of one heading, by its fuller name before its own, and what its unit has to be multiplied by."""
    for name in heading.names:
        bare = plain(name).strip("*＊:：")
        if profile is not None:
            found: tuple[Column, int] | None = profile.headings.get(bare)
        else:
            found = _known_by(table, bare)
        if found is not None:
            column, factor = found
            if factor == 1 and heading.unit in _UNIT_YUAN and column.name.endswith("_yuan"):
                return column, _UNIT_YUAN[heading.unit], True
            return column, factor, False
    return None


def _known_by(table: str, bare: str) -> tuple[Column, int] | None:
    known = _known(table)
    if bare in known:
        return known[bare], 1
    unit = _UNIT.search(bare)
    if unit and (column := known.get(_UNIT.sub("", bare))) and column.name.endswith("_yuan"):
        return column, _UNIT_YUAN[unit[1]]
    return None


def read_headings(table: str, headings: Sequence[str | Heading], profile: Profile | None = None) -> Reading:
    """The headings of one sheet as columns of `table`; of two headings for one column the first counts.

    With a profile its headings count and no others.
    """
    taken: dict[str, Taken] = {}
    ignored: list[str] = []
    repeated: list[str] = []
    for index, given in enumerate(headings):
        heading = given if isinstance(given, Heading) else Heading(given)
        label = heading.label.strip()
        if not label:
            continue
        match = _match(table, heading, profile)
        if match is None:
            if profile is None or plain(label) not in profile.left_out:
                ignored.append(label)
        elif match[0].name in taken:
            repeated.append(label)
        else:
            column, factor, from_row = match
            taken[column.name] = Taken(index, column, label, factor, from_row)
    return Reading(tables()[table], tuple(taken.values()), tuple(ignored), tuple(repeated), profile)


@cache
def _by_name() -> MappingProxyType[str, str]:
    names = {plain(table.label): table.name for table in tables().values()}
    return MappingProxyType({**names, **{name: name for name in tables()}})


def table_by_name(name: str) -> str | None:
    """The table that a file's stem or a sheet is named after (penalties, 行政处罚案件), if any."""
    return _by_name().get(plain(name))


def find_headings(name: str, offered: Iterable[Block]) -> tuple[Block, Reading] | None:
    """Of the ways to take a sheet's first rows for headings the one most of which is known, and how it is read.

    A title above the table is no heading; of ways that know as much, the one of fewer rows.
    """
    best: tuple[Block, Reading] | None = None
    for block in offered:
        reading = recognise(name, block.headings)
        if reading is not None and (best is None or _known_more(block, reading) > _known_more(*best)):
            best = (block, reading)
    return best


def _known_more(block: Block, reading: Reading) -> tuple[int, int]:
    return len(reading.taken), block.first - block.last


def recognise(name: str, headings: Sequence[str | Heading]) -> Reading | None:
    """The table of a sheet: by a platform's profile, by the sheet's name, or by its headings; None if none of ours.

    By headings: the table that knows most of them; at least three and half of all, or every one; and a clear winner.
    """
    labels = (heading.label if isinstance(heading, Heading) else heading for heading in headings)
    filled = [label for label in labels if label.strip()]
    if not filled:
        return None
    if (profile := profile_of(filled)) is not None:
        return read_headings(profile.table, headings, profile)
    if (table := table_by_name(name)) is not None:
        reading = read_headings(table, headings)
        return reading if reading.taken else None
    readings = sorted((read_headings(table, headings) for table in tables()), key=lambda r: -len(r.taken))
    best, second = readings[0], readings[1]
    enough = len(best.taken) == len(filled) or (len(best.taken) >= 3 and 2 * len(best.taken) >= len(filled))
    return best if enough and len(best.taken) > len(second.taken) else None
