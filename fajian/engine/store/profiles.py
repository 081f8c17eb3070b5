"""How one platform's export maps to our columns: content/profiles/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from fajian import content
from fajian.engine.store.schema import Column, tables
from fajian.engine.store.words import plain


@dataclass(frozen=True, slots=True)
class Split:
    """One heading that is another column by what another cell of the row says: `columns` by those words."""

    by: str
    columns: tuple[tuple[Column, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One export. `headings`: heading in plain() form → column and what its unit is multiplied by (万元: 10000).

    `constants` are columns every row gets (source_profile); `left_out` headings are known and not taken. `splits`: see
    Split. `or_else`: column → headings to look at where its own cell is blank. `said_by`: column → the heading that
    says whether there is a day at all: 否 there is none, with anything else a blank day is unknown.
    """

    name: str
    title: str
    table: str
    headings: MappingProxyType[str, tuple[Column, int]]
    left_out: frozenset[str]
    recognised_by: tuple[frozenset[str], ...]
    constants: MappingProxyType[str, str]
    splits: MappingProxyType[str, Split]
    or_else: MappingProxyType[str, tuple[str, ...]]
    said_by: MappingProxyType[str, str]

    def knows(self, heading: str) -> bool:
        """Whether a heading in plain() form is used for anything but a column of its own, or left out on purpose."""
        helpers = {*self.said_by.values(), *self.splits, *(name for names in self.or_else.values() for name in names)}
        return heading in helpers or heading in self.left_out

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether a sheet with these headings is this export."""
        had = {plain(heading) for heading in headings}
        return any(wanted <= had for wanted in self.recognised_by)


@cache
def profiles() -> tuple[Profile, ...]:
    """Every profile, by the name of its file."""
    paths = sorted(content.path("profiles").glob("*.yaml"))
    return tuple(_profile(path.stem, content.read(path)) for path in paths)


def _profile(name: str, data: Mapping[str, Any]) -> Profile:
    table, factors = tables()[data["table"]], data["factors"]
    columns = {column.name: _with_words(column, data.get("codes", {}).get(column.name, {})) for column in table}
    named = dict(data["headings"])
    if data.get("field_codes"):
        for column in table:
            for code in filter(None, getattr(column, data["field_codes"]).split("、")):
                named.setdefault(code, column.name)
    return Profile(
        name,
        data["title"],
        table.name,
        MappingProxyType({plain(heading): (columns[to], factors.get(to, 1)) for heading, to in named.items()}),
        frozenset(map(plain, data["left_out"])),
        tuple(frozenset(map(plain, group)) for group in data["recognised_by"]),
        MappingProxyType(data["constants"]),
        MappingProxyType(
            {
                plain(heading): Split(
                    plain(split["by"]),
                    tuple((columns[to], frozenset(map(plain, said))) for to, said in split["columns"].items()),
                )
                for heading, split in data.get("splits", {}).items()
            }
        ),
        MappingProxyType({to: tuple(map(plain, others)) for to, others in data.get("or_else", {}).items()}),
        MappingProxyType({to: plain(heading) for to, heading in data.get("said_by", {}).items()}),
    )


def _with_words(column: Column, said: Mapping[str, str]) -> Column:
    """The column with the export's own words and numbers for the words of its list."""
    codes = {plain(word): column.codes[label] for word, label in said.items()}
    return replace(column, codes=MappingProxyType({**column.codes, **codes})) if codes else column


def profile_of(headings: Sequence[str], own: Sequence[Profile] = ()) -> Profile | None:
    """The profile whose export has these headings; one's own come first."""
    return next((profile for profile in (*own, *profiles()) if profile.fits(headings)), None)


def own_profile(title: str, table: str, mapping: Mapping[str, str]) -> Profile:
    """A profile somebody made by hand: heading → column of the table, "" for a heading that is left out."""
    named = {plain(heading): (tables()[table][to], 1) for heading, to in mapping.items() if to}
    left_out = frozenset(plain(heading) for heading, to in mapping.items() if not to)
    nothing: MappingProxyType[str, Any] = MappingProxyType({})
    return Profile(
        title, title, table, MappingProxyType(named), left_out, (frozenset(named),), nothing, nothing, nothing, nothing
    )
