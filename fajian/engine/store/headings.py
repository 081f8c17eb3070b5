"""Which table a sheet is, and which of its headings is which column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from fajian.engine.office.layout import Block, Heading
from fajian.engine.store.profiles import Profile, profile_of
from fajian.engine.store.rows import Taken
from fajian.engine.store.schema import Column, TableSchema, tables
from fajian.engine.store.words import plain, words

_UNIT = re.compile(r"\((元|万元|亿元|百元|千元)\)$")
_UNIT_YUAN = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}


Match = tuple[Column, int, bool]
"""A column, what its cells have to be multiplied by, and whether a row of units said so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sheet read as one table: the cells that are taken, and the headings that belong to no column.

    `said_by`: column → index of the cell that says whether there is a day at all. `unsaid`: columns of which these rows
    record nothing, though the sheet has them (parts.py).
    """

    table: TableSchema
    taken: tuple[Taken, ...]
    ignored: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    profile: Profile | None = None
    said_by: tuple[tuple[str, int], ...] = ()
    unsaid: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """Canonical names of the columns the sheet has, in the order of the schema."""
        present = {one.column.name for one in self.taken} | {name for name, _ in self.said_by}
        return tuple(name for name in self.table.names if name in present and name not in self.unsaid)

    @property
    def is_cell_by_column(self) -> bool:
        """Whether each column is one cell of the row, whatever the other cells say."""
        return not any(one.or_else or one.when for one in self.taken)


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
            found: tuple[Column, int] | None = _known_to(profile, bare)
        else:
            found = _known_by(table, bare)
        if found is not None:
            column, factor = found
            if factor == 1 and heading.unit in _UNIT_YUAN and column.name.endswith("_yuan"):
                return column, _UNIT_YUAN[heading.unit], True
            return column, factor, False
    return None


def _known_to(profile: Profile, bare: str) -> tuple[Column, int] | None:
    """A profile's column; where it says nothing of the unit, what the heading says of it."""
    column, factor = profile.headings.get(bare) or profile.headings.get(_UNIT.sub("", bare)) or (None, 1)
    if column is None:
        return None
    unit = _UNIT.search(bare)
    by_heading = _UNIT_YUAN[unit[1]] if unit and column.name.endswith("_yuan") else 1
    return column, by_heading if factor == 1 else factor


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
            if profile is None or not profile.knows(plain(label)):
                ignored.append(label)
        elif match[0].name in taken:
            repeated.append(label)
        else:
            column, factor, from_row = match
            taken[column.name] = Taken(index, column, label, factor, from_row)
    said_by: tuple[tuple[str, int], ...] = ()
    if profile is not None:
        places = _places(headings)
        _take_by_others(profile, places, taken)
        said_by = tuple((name, places[said]) for name, said in profile.said_by.items() if said in places)
    return Reading(tables()[table], tuple(taken.values()), tuple(ignored), tuple(repeated), profile, said_by)


def _places(headings: Sequence[str | Heading]) -> dict[str, int]:
    """Heading in plain() form → its index; the fuller name and the own one, the first of several."""
    found: dict[str, int] = {}
    for index, given in enumerate(headings):
        for name in (given if isinstance(given, Heading) else Heading(given)).names:
            if name.strip():
                found.setdefault(plain(name), index)
    return found


def _take_by_others(profile: Profile, places: Mapping[str, int], taken: dict[str, Taken]) -> None:
    """The columns that depend on other cells of the row: splits, and what to look at where a cell is blank."""
    for heading, split in profile.splits.items():
        if heading in places and split.by in places:
            for column, said in split.columns:
                taken[column.name] = Taken(places[heading], column, heading, when=(places[split.by], said))
    for name, others in profile.or_else.items():
        more = tuple(places[other] for other in others if other in places)
        if name in taken and more:
            taken[name] = replace(taken[name], or_else=more)


@cache
def _by_name() -> MappingProxyType[str, str]:
    names = {plain(table.label): table.name for table in tables().values()}
    return MappingProxyType({**names, **{name: name for name in tables()}})


def table_by_name(name: str) -> str | None:
    """The table that a file's stem or a sheet is named after (penalties, 行政处罚案件), if any."""
    return _by_name().get(plain(name))


def find_headings(name: str, offered: Iterable[Block], own: Sequence[Profile] = ()) -> tuple[Block, Reading] | None:
    """Of the ways to take a sheet's first rows for headings the one most of which is known, and how it is read.

    A title above the table is no heading; of ways that know as much, the one of fewer rows.
    """
    best: tuple[Block, Reading] | None = None
    for block in offered:
        reading = recognise(name, block.headings, own)
        if reading is not None and (best is None or _known_more(block, reading) > _known_more(*best)):
            best = (block, reading)
    return best


def _known_more(block: Block, reading: Reading) -> tuple[int, int]:
    return len(reading.taken), block.first - block.last


def recognise(name: str, headings: Sequence[str | Heading], own: Sequence[Profile] = ()) -> Reading | None:
    """The table of a sheet: by a profile, by the sheet's name, or by its headings; None if none of ours.

    Profiles of one's `own` come before those of the platforms. By headings: the table that knows most of them; at least
    three and half of all, or every one; and a clear winner.
    """
    given = [heading if isinstance(heading, Heading) else Heading(heading) for heading in headings]
    filled = [heading.label for heading in given if heading.label.strip()]
    if not filled:
        return None
    if (profile := profile_of([name for heading in given for name in heading.names], own)) is not None:
        return read_headings(profile.table, headings, profile)
    if (table := table_by_name(name)) is not None:
        reading = read_headings(table, headings)
        return reading if reading.taken else None
    readings = sorted((read_headings(table, headings) for table in tables()), key=lambda r: -len(r.taken))
    best, second = readings[0], readings[1]
    enough = len(best.taken) == len(filled) or (len(best.taken) >= 3 and 2 * len(best.taken) >= len(filled))
    return best if enough and len(best.taken) > len(second.taken) else None
