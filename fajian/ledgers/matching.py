"""相似问题: which two rows of one unit look like a problem come back, or like one problem told twice; and why.

Only proposals: a person decides. What counts as like, and how much, stands in content/pairing.yaml. The rows of a unit
are compared in memory: first those that share a word of their traits or a key of their text, then only these closely.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any, Literal

from fajian import content
from fajian.engine import likeness
from fajian.engine.law.periods import corresponding_day

Kind = Literal["relapse", "same"]
TRAITS = {"item": "事项", "kind": "问题类型", "party": "当事人", "document": "文书号"}
ABOUT = ("item", "kind", "party")  # what a problem is about, whatever the case
LONGEST = 120  # signs of a trait that are kept
CROWD = 200  # rows that share one word or key; of more, the newest


@dataclass(frozen=True, slots=True)
class Settings:
    """content/pairing.yaml."""

    columns: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, Any]
    relapse: Mapping[str, int]
    same: Mapping[str, int]
    repeats: Mapping[str, int]
    common: Mapping[str, int]
    most: int
    lasting: tuple[int, ...]


@cache
def settings() -> Settings:
    """As shipped."""
    told = content.read("pairing.yaml")
    told["columns"] = {name: tuple(columns) for name, columns in told["columns"].items()}
    return Settings(**{**told, "lasting": tuple(told["lasting"])})


def traits(data: Mapping[str, Any]) -> dict[str, str]:
    """What a row's columns say of item, kind, party and document, as written; "" for nothing."""
    found = {}
    for trait, columns in settings().columns.items():
        words = (data.get(column) for column in columns)
        found[trait] = next((str(word).strip()[:LONGEST] for word in words if word and str(word).strip()), "")
    return found


def channel(source: str, form: str, *, by_unit: bool) -> str:
    """The way a problem became known, in words."""
    known = settings().channels
    prefix = source.partition(":")[0]
    word: str = known["source"].get(prefix) or known["form"].get(form) or known["unit" if by_unit else "office"]
    return word


@dataclass(frozen=True, slots=True)
class Row:
    """A problem as it is compared. `happened_on` None: not told; `found_on` the day it was written down.

    `closed_on`: None while it is open. `follows`: the row whose relapse it is; `followed`: its own relapse stands.
    """

    number: int
    title: str
    found_on: dt.date
    channel: str = ""
    item: str = ""
    kind: str = ""
    party: str = ""
    document: str = ""
    happened_on: dt.date | None = None
    closed_on: dt.date | None = None
    follows: int | None = None
    followed: bool = False
    keys: Mapping[str, str] = field(default_factory=dict, init=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", {name: plain(getattr(self, name)) for name in TRAITS})

    @property
    def since(self) -> dt.date:
        """The day the problem is of: when it happened, or else when it was found."""
        return self.happened_on or self.found_on


def plain(text: str) -> str:
    """As traits are compared: numbers count here, unlike in descriptions."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows put before a person: the earlier and the later by number, what agrees, and how like the texts are."""

    kind: Kind
    earlier: int
    later: int
    agrees: tuple[tuple[str, str], ...]
    percent: int

    @property
    def closeness(self) -> tuple[int, int, int]:
        """To choose the closest by."""
        return len(self.agrees), self.percent, self.earlier


def compare(one: Row, other: Row) -> Pair | None:
    """What these two rows of one unit look like; None when they have nothing to do with each other."""
    earlier, later = sorted((one, other), key=lambda row: row.number)
    if later.follows == earlier.number:
        return None
    equal = [name for name in TRAITS if later.keys[name] and later.keys[name] == earlier.keys[name]]
    came_back = earlier.closed_on is not None and later.since > earlier.closed_on
    if _no_relapse(earlier, later) if came_back else _another(earlier, later, equal):
        return None  # before the texts are compared, which costs most
    percent = round(likeness.alike(earlier.title, later.title) * 100)
    if not (_relapsed(equal, percent) if came_back else _same(earlier, later, equal, percent)):
        return None
    agrees = tuple((TRAITS[name], getattr(later, name)) for name in equal)
    return Pair("relapse" if came_back else "same", earlier.number, later.number, agrees, percent)


def _no_relapse(earlier: Row, later: Row) -> bool:
    if earlier.followed or later.follows is not None or earlier.closed_on is None:
        return True
    return later.since > corresponding_day(earlier.closed_on, settings().relapse["within_months"])


def _relapsed(equal: list[str], percent: int) -> bool:
    about, wanted = sum(name in equal for name in ABOUT), settings().relapse
    return about >= 2 or percent >= wanted["alike_with_one" if about else "alike"]


def _another(earlier: Row, later: Row, equal: list[str]) -> bool:
    for name in ("document", "party"):
        if name not in equal and earlier.keys[name] and later.keys[name]:
            return True
    if "document" in equal or not (earlier.happened_on and later.happened_on):
        return False
    return abs(earlier.happened_on - later.happened_on).days > settings().same["within_days"]


def _same(earlier: Row, later: Row, equal: list[str], percent: int) -> bool:
    wanted = settings().same
    if "document" in equal:
        return "kind" in equal or percent >= wanted["alike_with_document"]
    if earlier.channel == later.channel:
        return "item" in equal and percent >= wanted["alike"]
    if "item" in equal:
        return percent >= wanted["alike_with_item"]
    contrary = earlier.keys["item"] and later.keys["item"]
    return percent >= wanted["alike"] and not contrary


class Index:
    """The problems of one unit, found by a word of their traits or a key of their text."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row.number: row for row in rows}
        self.places: dict[Any, list[int]] = defaultdict(list)
        for number in sorted(self.rows):
            for place in _places(self.rows[number]):
                self.places[place].append(number)

    def near(self, row: Row) -> list[Row]:
        """Those worth a closer look; of a crowd the newest."""
        numbers = {number for place in _places(row) for number in self.places.get(place, ())[-CROWD:]}
        return [self.rows[number] for number in sorted(numbers - {row.number})]

    def pairs(self, number: int) -> Iterator[Pair]:
        """What one row looks like: of each kind the closest few."""
        row, found = self.rows[number], defaultdict(list)
        for other in self.near(row):
            if pair := compare(row, other):
                found[pair.kind].append(pair)
        for some in found.values():
            yield from sorted(some, key=lambda pair: pair.closeness, reverse=True)[: settings().most]


def _places(row: Row) -> Iterator[Any]:
    yield from (("text", key) for key in likeness.keys(row.title) or (likeness.normal(row.title),))
    if row.keys["document"]:
        yield "document", row.keys["document"]
    if row.keys["item"]:
        yield "item", row.keys["item"]
    for names in combinations(ABOUT, 2):
        if all(row.keys[name] for name in names):
            yield names, *(row.keys[name] for name in names)
