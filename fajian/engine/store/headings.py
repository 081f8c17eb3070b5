"""Which table a sheet is, and which of its headings is which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fajian.engine.store.profiles import Profile, profile_of
from fajian.engine.store.schema import Column, TableSchema, tables
from fajian.engine.store.validate import Taken
from fajian.engine.store.words import plain, words

_UNIT = re.compile(r"\((元|万元|亿元|百元|千元)\)$")
_UNIT_YUAN = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}


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


def _match(table: str, heading: str, profile: Profile | None) -> tuple[Column, int] | None:
    """The column of one heading and what its unit has to be multiplied by."""
    bare = plain(heading).strip("*＊:：")
    if profile is not None:
        return profile.headings.get(bare)
    known = _known(table)
    if bare in known:
        return known[bare], 1
    unit = _UNIT.search(bare)
    if unit and (column := known.get(_UNIT.sub("", bare))) and column.name.endswith("_yuan"):
        return column, _UNIT_YUAN[unit[1]]
    return None


def read_headings(table: str, headings: Sequence[str], profile: Profile | None = None) -> Reading:
    """The headings of one sheet as columns of `table`; of two headings for one column the first counts.

    With a profile its headings count and no others.
    """
    taken: dict[str, Taken] = {}
    ignored: list[str] = []
    repeated: list[str] = []
    for index, heading in enumerate(headings):
        if not heading.strip():
            continue
        match = _match(table, heading, profile)
        if match is None:
            if profile is None or plain(heading) not in profile.left_out:
                ignored.append(heading.strip())
        elif match[0].name in taken:
            repeated.append(heading.strip())
        else:
            taken[match[0].name] = Taken(index, match[0], heading.strip(), match[1])
    return Reading(tables()[table], tuple(taken.values()), tuple(ignored), tuple(repeated), profile)


@cache
def _by_name() -> MappingProxyType[str, str]:
    names = {plain(table.label): table.name for table in tables().values()}
    return MappingProxyType({**names, **{name: name for name in tables()}})


def table_by_name(name: str) -> str | None:
    """The table that a file's stem or a sheet is named after (penalties, 行政处罚案件), if any."""
    return _by_name().get(plain(name))


def find_headings(name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, Reading] | None:
    """Of the first rows of a sheet the one that holds the headings, and how it is read: the one most of which is known.

    `rows`: (row as the spreadsheet counts, texts). A title above the table is no heading.
    """
    readings = [(number, recognise(name, texts)) for number, texts in rows]
    best: tuple[int, Reading] | None = None
    for number, reading in readings:
        if reading is not None and (best is None or len(reading.taken) > len(best[1].taken)):
            best = (number, reading)
    return best


def recognise(name: str, headings: Sequence[str]) -> Reading | None:
    """The table of a sheet: by a platform's profile, by the sheet's name, or by its headings; None if none of ours.

    By headings: the table that knows most of them; at least three and half of all, or every one; and a clear winner.
    """
    filled = [heading for heading in headings if heading.strip()]
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
