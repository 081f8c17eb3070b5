"""How one platform's export maps to our columns: content/profiles/*.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from fajian import content
from fajian.engine.store.schema import Column, tables
from fajian.engine.store.words import plain


@dataclass(frozen=True, slots=True)
class Profile:
    """One export. `headings`: heading in plain() form → column and what its unit is multiplied by (万元: 10000).

    `constants` are columns every row gets (source_profile); `left_out` headings are known and not taken.
    """

    name: str
    title: str
    table: str
    headings: MappingProxyType[str, tuple[Column, int]]
    left_out: frozenset[str]
    recognised_by: tuple[frozenset[str], ...]
    constants: MappingProxyType[str, str]

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether a sheet with these headings is this export."""
        had = {plain(heading) for heading in headings}
        return any(wanted <= had for wanted in self.recognised_by)


@cache
def profiles() -> tuple[Profile, ...]:
    """Every profile, by the name of its file."""
    found = []
    for path in sorted(content.path("profiles").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        table, factors = tables()[data["table"]], data["factors"]
        named = dict(data["headings"])
        if data.get("field_codes"):
            for column in table:
                for code in filter(None, getattr(column, data["field_codes"]).split("、")):
                    named.setdefault(code, column.name)
        headings = {plain(heading): (table[name], factors.get(name, 1)) for heading, name in named.items()}
        found.append(
            Profile(
                path.stem,
                data["title"],
                table.name,
                MappingProxyType(headings),
                frozenset(map(plain, data["left_out"])),
                tuple(frozenset(map(plain, group)) for group in data["recognised_by"]),
                MappingProxyType(data["constants"]),
            )
        )
    return tuple(found)


def profile_of(headings: Sequence[str]) -> Profile | None:
    """The profile whose export has these headings."""
    return next((profile for profile in profiles() if profile.fits(headings)), None)
