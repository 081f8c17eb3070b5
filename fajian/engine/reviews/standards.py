"""评查标准 as content: what fails a file, what each item is worth, which may be absent, which rules hint at what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from fajian import content
from fajian.engine.forms.spec import begins

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Veto:
    """否决项: one that holds fails the whole file. `rules` (ids or their beginnings) hint at it."""

    code: str
    title: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """评分项: worth `points`, at most all of which are deducted; `optional`: a file may rightly lack it."""

    code: str
    part: str
    title: str
    points: Decimal
    deduct: str
    optional: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """等次: from this score (included) on."""

    title: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of one kind of file, as released; a change is a new version.

    `table` holds the records, `finished` is the column with the day a record was done with. Two scores further apart
    than `gap` ask for a third reader. A unit may object within `keep` working days. `defects`: kind of problem → the
    parts of the standard whose problems are of that kind.
    """

    code: str
    version: int
    title: str
    kind: str
    table: str
    finished: str
    gap: Decimal
    keep: int
    grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]
    items: tuple[Item, ...]
    defects: Mapping[str, tuple[str, ...]]

    @property
    def worst(self) -> Grade:
        """What a veto makes of a file."""
        return self.grades[-1]

    def grade(self, score: Decimal) -> Grade:
        """The grade of a score without a veto."""
        return next(grade for grade in self.grades if score >= grade.least)

    def parts(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """The items under their headings, in the order of the file."""
        for part in dict.fromkeys(item.part for item in self.items):
            yield part, tuple(item for item in self.items if item.part == part)

    @property
    def lines(self) -> tuple[Veto | Item, ...]:
        """Vetoes and items in one list."""
        return (*self.vetoes, *self.items)

    def titles(self) -> dict[str, str]:
        """What each code of a veto or item is called."""
        return {one.code: one.title for one in self.lines}

    def hinted(self, rule_id: str) -> tuple[str, ...]:
        """The codes a rule's finding hints at; () where the standard has no place for it."""
        return tuple(one.code for one in self.lines if any(begins(rule_id, start) for start in one.rules))

    def hinted_by(self, code: str) -> tuple[str, ...]:
        """The rules that hint at a veto or item."""
        return next((one.rules for one in self.lines if one.code == code), ())


@cache
def standards() -> Mapping[tuple[str, int], Standard]:
    """Every released standard, by code and version."""
    found = [load(path) for path in sorted(content.path("review").glob("*.yaml"))]
    return MappingProxyType({(one.code, one.version): one for one in found})


def newest() -> dict[str, Standard]:
    """By code, the version that counts for what begins now."""
    return {one.code: one for one in sorted(standards().values(), key=lambda one: one.version)}


def load(path: Path) -> Standard:
    """Read one standard; a shipped file that contradicts itself is a bug: ValueError naming the file."""
    try:
        return parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def parse(told: Mapping[str, Any]) -> Standard:
    """A standard out of plain data; the points of all items together must be 100, the grades fall to 0."""
    standard = Standard(
        **{
            **told,
            "gap": Decimal(told["gap"]),
            "grades": tuple(Grade(title, Decimal(least)) for title, least in told["grades"].items()),
            "defects": {kind: tuple(parts) for kind, parts in told["defects"].items()},
            "vetoes": tuple(Veto(**{**one, "rules": tuple(one.get("rules", ()))}) for one in told["vetoes"]),
            "items": tuple(
                Item(**{**one, "points": Decimal(str(one["points"])), "rules": tuple(one.get("rules", ()))})
                for one in told["items"]
            ),
        }
    )
    codes = [one.code for one in standard.lines]
    if len(set(codes)) != len(codes):
        raise ValueError("a code stands twice")
    if sum(item.points for item in standard.items) != FULL:
        raise ValueError("the points of all items are not 100 together")
    limits = [grade.least for grade in standard.grades]
    parts = {item.part for item in standard.items}
    if strange := {part for named in standard.defects.values() for part in named} - parts:
        raise ValueError(f"no parts {sorted(strange)}")
    if limits != sorted(limits, reverse=True) or limits[-1] != 0:
        raise ValueError("grades do not fall to 0")
    return standard
