"""Which units a plan means: 各县（区）, 市直各部门, 各乡镇, 局属各单位, 市司法局, and what people chose before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from rapidfuzz import fuzz

from fajian import content
from fajian.engine.law.written import read_mapping
from fajian.orgs.models import Unit, UnitAlias
from fajian.orgs.scope import Scope

ENFORCERS = ("agency", "team", "institution")
LIKELY = 55  # of 100: a name that near is worth proposing
PROPOSED = 6  # units proposed for a name
How = Literal["name", "alias", "short", "group", "vertical", "inside", "unknown"]
WORDS: Mapping[How, str] = {
    "name": "名称相符", "alias": "按记住的别名", "short": "按简称", "group": "按范围展开",
    "vertical": "垂直管理或上级单位，不在本系统", "inside": "内设机构，不单独开立", "unknown": "没有对应到单位",
}  # fmt: skip
_PARTS = re.compile(r"[、，,；;]|和(?=各|市直|区直|县直)|及(?=各|市直|区直|县直)")
_DIRECT = re.compile("^(各)?(省|市|州|区|县)(直|级|属)")
_OWN = re.compile("^(各)?(局|委|厅|办|系统|本局|本委)?(所属|直属|下属|局属|委属|厅属|系统内)")
_COUNTIES = re.compile(r"^(全市)?各?(县|区)[市县区]*(\([市县区]+\))?(?P<rest>.*)$")
_BRACKET = re.compile(r"\([市县区、]+\)")
_TOWNS = re.compile("^各?(乡|镇|街道)")
_ALL = re.compile("^(各|全[省市州区县]|有关|相关|所有)")
_INSIDE = re.compile("(科|科室|处室|股|股室|各科|处)$")
_ABOVE = re.compile("省|自治区|国务院|国家|中央")
_TAIL = re.compile("(等(有关|相关)?(单位|部门)?|等)$")
_GOVERNMENT = re.compile("(人民政府|政府)$")


@dataclass(frozen=True, slots=True)
class Match:
    """One of the plan's words for units, the units it means, how that is known; else the units it may mean."""

    word: str
    units: tuple[Unit, ...]
    how: How
    candidates: tuple[Unit, ...] = ()

    @property
    def said(self) -> str:
        """How, in words; several candidates are said to be several."""
        return "有几个可能的单位" if self.how == "unknown" and len(self.candidates) > 1 else WORDS[self.how]

    @property
    def is_open(self) -> bool:
        """Has a person to choose?"""
        return self.how == "unknown"


@dataclass(frozen=True)
class Area:
    """The area a campaign covers: its root, say the city's government; its open units; the office whose plan it is.

    `counties` are paths of governments below the root; `aliases`: a plain name → numbers of units.
    """

    root: Unit
    counties: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    office: Unit | None = None
    aliases: Mapping[str, frozenset[int]] = field(default_factory=dict)
    known: dict[str, Match] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def at(cls, path: str, *, office: Unit | None = None, on: dt.date | None = None) -> Area:
        """The area of this path; aliases as they hold on a day (without one: all that stand). Two queries."""
        units = tuple(Unit.objects.open().filter(Scope((path,)).condition("path")))
        root = next((unit for unit in units if unit.path == path), None) or Unit.objects.get(path=path)
        below = tuple(unit.path for unit in units if unit.kind == "government" and unit.path != path)
        aliases: dict[str, set[int]] = {}
        for alias in UnitAlias.objects.standing(on).filter(area_path=path):
            aliases.setdefault(alias.name, set()).add(alias.unit_id)
        found = {name: frozenset(numbers) for name, numbers in aliases.items()}
        return cls(root, below, units, office, found)

    @property
    def place(self) -> str:
        """安澜市 of 安澜市人民政府."""
        return _GOVERNMENT.sub("", self.root.name)

    def is_direct(self, unit: Unit) -> bool:
        """Is it one of the area's own, not a county's? A team of a city's agency is the city's."""
        return unit.path != self.root.path and not unit.path.startswith(self.counties)

    # ── what words mean ──────────────────────────────────────────────────────────────────────────────────────────────

    def meant(self, words: Sequence[str], unit: Unit) -> bool:
        """Does the plan address this unit? No words address every unit."""
        found = [self.match(word) for word in words if plain(word)]
        return not found or any(unit.pk == one.pk for match in found for one in match.units)

    def unmet(self, words: Sequence[str], units: Iterable[Unit]) -> bool:
        """Does the plan address somebody of whom no unit here is meant?"""
        return not any(self.meant(words, unit) for unit in units)

    def each(self, words: Iterable[str], units: Sequence[Unit]) -> dict[str, list[Unit]]:
        """The plan's words one by one, each with those of the units that it means."""
        own = {unit.pk: unit for unit in units}
        return {
            word: [own[unit.pk] for unit in self.match(word).units if unit.pk in own] for word in dict.fromkeys(words)
        }

    def match(self, word: str) -> Match:
        """The units these words mean, in the order of the tree; several parts (各县、市直各部门) mean all of theirs."""
        if word not in self.known:
            self.known[word] = self._match(word)
        return self.known[word]

    def _match(self, word: str) -> Match:
        whole = plain(word)
        if whole in self.aliases:
            return Match(word, self._of(self.aliases[whole]), "alias")
        parts = [part for part in _PARTS.split(whole) if part]
        found = [self._one(part) for part in parts] or [Match(word, (), "unknown")]
        units = {unit.pk: unit for match in found for unit in match.units}
        if len(found) == 1 or units:
            how: How = next((match.how for match in found if match.units), found[0].how)
            return Match(word, self._of(frozenset(units)), how, found[0].candidates)
        worst = next((match for match in found if match.how == "unknown"), found[0])
        return Match(word, (), worst.how, worst.candidates)

    def _one(self, part: str) -> Match:
        """One part of the words."""
        if part in self.aliases:
            return Match(part, self._of(self.aliases[part]), "alias")
        if named := tuple(unit for unit in self.units if self.named(part, unit)):
            return Match(part, named, "name")
        group = self._group(part)
        if group is not None:
            return Match(part, group, "group" if group else "unknown")
        short = [unit for unit in self.units if self.is_direct(unit) and _is_short(self._core(part), self._own(unit))]
        if len(short) == 1:
            return Match(part, (short[0],), "short")
        if any(name in part for name in _bodies()["vertical"]) or self._is_above(part):
            return Match(part, (), "vertical")
        if _INSIDE.search(part):
            return Match(part, (), "inside")
        return Match(part, (), "unknown", tuple(short[:PROPOSED]) or self._near(part))

    def _is_above(self, part: str) -> bool:
        """省司法厅 for a city, which has no offices of a province."""
        return bool(_ABOVE.match(part)) and not part.startswith(self.place[-1:])

    def _group(self, part: str) -> tuple[Unit, ...] | None:
        """The units of words that mean many; None where they mean one by name."""
        if _OWN.match(part) and self.office is not None:
            below = (unit for unit in self.units if unit.path.startswith(self.office.path) and unit != self.office)
            return tuple(unit for unit in below if "执法" not in part or unit.kind in ENFORCERS)
        if _DIRECT.match(part):
            return tuple(unit for unit in self.units if self.is_direct(unit) and unit.kind in ENFORCERS)
        if _TOWNS.match(part):
            return tuple(unit for unit in self.units if unit.kind == "town")
        if part.startswith(("各县", "各区", "县(", "全市各县", "全市各区")) and (m := _COUNTIES.match(part)):
            return tuple(unit for unit in self.units if self._in_counties(m["rest"], unit))
        return self.units if _ALL.match(part) else None

    def _in_counties(self, rest: str, unit: Unit) -> bool:
        """各县(区) is whoever takes part there; with 人民政府, 司法局 or 市场监管局 that office alone."""
        if "政府" in rest:
            return unit.path in self.counties
        if not unit.path.startswith(self.counties):
            return False
        if "司法局" in rest:
            return unit.kind == "supervision"
        if re.search("(局|委|委员会|办|支队|大队)$", rest) and not re.search("(部门|单位|机关)", rest):
            return unit.path not in self.counties and _is_short(rest, self._own(unit))
        return True

    def named(self, word: str, unit: Unit) -> bool:
        """Is it this unit's name: whole, short, or with 市 for 安澜市?"""
        word, place = plain(word), self.place
        names = {plain(unit.name), plain(unit.short_name)} - {""}
        if word in names:
            return True
        if not self.is_direct(unit) or len(word) < 3:
            return False
        whole = place + word.removeprefix(place[-1:]) if word.startswith(place[-1:]) else place + word
        return whole in names

    def _core(self, word: str) -> str:
        """市场监管局 of 市市场监管局 and of 安澜市市场监管局."""
        return word.removeprefix(self.place) if word.startswith(self.place) else word.removeprefix(self.place[-1:])

    def _own(self, unit: Unit) -> str:
        """A unit's name without the place before it."""
        name = plain(unit.name)
        places = [self.place, *(_GOVERNMENT.sub("", one.name) for one in self.units if one.path in self.counties)]
        return next((name.removeprefix(place) for place in places if name.startswith(place)), name)

    def _near(self, part: str) -> tuple[Unit, ...]:
        """Units whose name is near the words, or that took over the work of an office of that name."""
        core = self._core(part)
        heirs = [new for old, names in _bodies()["successors"].items() if old in core for new in names]
        scored = [
            (100.0 if any(new in unit.name for new in heirs) else fuzz.ratio(core, self._own(unit)), unit)
            for unit in self.units
            if self.is_direct(unit)
        ]
        best = sorted(scored, key=lambda row: -row[0])
        return tuple(unit for score, unit in best[:PROPOSED] if score >= LIKELY)

    def _of(self, numbers: frozenset[int]) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.pk in numbers)


def plain(word: str) -> str:
    """Without spaces and 等部门, half-width brackets, 县(市、区) in one piece."""
    word = re.sub(r"\s", "", word).replace("（", "(").replace("）", ")")
    return _TAIL.sub("", _BRACKET.sub(lambda bracket: bracket[0].replace("、", ""), word))


def _is_short(word: str, name: str) -> bool:
    """Is the word the name with characters left out: 市场监管局 of 市场监督管理局, 卫健委 of 卫生健康委员会?"""
    if len(word) < 3 or word[0] != name[:1] or word[-1] not in (name[-1:], "委", "办"):
        return False
    rest = iter(name)
    return all(character in rest for character in word)


@cache
def _bodies() -> Mapping[str, Any]:
    return read_mapping(content.path("plans", "bodies.yaml"))
