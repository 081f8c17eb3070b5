"""Which unit a plan means: 各县（区）、市直各行政执法部门, 各乡镇, 市司法局."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fajian.orgs.models import Unit
from fajian.orgs.scope import Scope

ENFORCERS = ("agency", "team", "institution")
_PARTS = re.compile(r"[、，,；;]|和(?=各|市直|区直|县直)|及(?=各|市直|区直|县直)")
_DIRECT = re.compile("^(各)?(省|市|州|区|县)(直|级|属)")
_COUNTIES = re.compile(r"^(全市)?各?(县|区)[市县区]*(\([市县区]+\))?(?P<rest>.*)$")
_BRACKET = re.compile(r"\([市县区、]+\)")
_TOWNS = re.compile("^各?(乡|镇|街道)")
_ALL = re.compile("^(各|全[省市州区县]|有关|相关|所有)")


@dataclass(frozen=True, slots=True)
class Area:
    """The area a campaign covers: the unit that stands for it, say the city's government; paths of its counties."""

    root: Unit
    counties: tuple[str, ...] = ()

    @classmethod
    def at(cls, path: str) -> Area:
        """The area of this path, with the governments below it."""
        below = Unit.objects.filter(Scope((path,)).condition("path"), kind="government").exclude(path=path)
        return cls(Unit.objects.get(path=path), tuple(below.values_list("path", flat=True)))

    @property
    def place(self) -> str:
        """安澜市 of 安澜市人民政府."""
        return re.sub("(人民政府|政府)$", "", self.root.name)

    def is_direct(self, unit: Unit) -> bool:
        """Is it one of the area's own, not a county's? A team of a city's agency is the city's."""
        return unit.path != self.root.path and not unit.path.startswith(self.counties)

    def meant(self, words: Sequence[str], unit: Unit) -> bool:
        """Does the plan address this unit? No words address every unit."""
        parts = [part for word in words for part in _PARTS.split(_plain(word)) if part]
        return not parts or any(self._meant(part, unit) for part in parts)

    def _meant(self, part: str, unit: Unit) -> bool:
        if self.named(part, unit):
            return True
        if _DIRECT.match(part):
            return self.is_direct(unit) and unit.kind in ENFORCERS
        if _TOWNS.match(part):
            return unit.kind == "town"
        if part.startswith(("各县", "各区", "县(", "全市各县", "全市各区")) and (m := _COUNTIES.match(part)):
            return self._in_counties(m["rest"], unit)
        return bool(_ALL.match(part))

    def _in_counties(self, rest: str, unit: Unit) -> bool:
        """各县(区) is whoever takes part there; with 人民政府 or 司法局 that office alone."""
        if "政府" in rest:
            return unit.path in self.counties
        if "司法局" in rest:
            return unit.kind == "supervision" and unit.path.startswith(self.counties)
        return unit.path.startswith(self.counties)

    def named(self, word: str, unit: Unit) -> bool:
        """Is it this unit's name: whole, short, or with 市 for 安澜市?"""
        word, place = _plain(word), self.place
        names = {_plain(unit.name), _plain(unit.short_name)} - {""}
        if word in names:
            return True
        if not self.is_direct(unit) or len(word) < 3:
            return False
        whole = place + word.removeprefix(place[-1:]) if word.startswith(place[-1:]) else place + word
        return whole in names

    def each(self, words: Iterable[str], units: Sequence[Unit]) -> dict[str, list[Unit]]:
        """The plan's words one by one, each with those of the units that it means."""
        return {word: [unit for unit in units if self.meant((word,), unit)] for word in dict.fromkeys(words)}

    def unmet(self, words: Sequence[str], units: Iterable[Unit]) -> bool:
        """Does the plan address somebody of whom no unit here is meant?"""
        return not any(self.meant(words, unit) for unit in units)


def _plain(word: str) -> str:
    """Without spaces, half-width brackets, 县(市、区) in one piece."""
    word = re.sub(r"\s", "", word).replace("（", "(").replace("）", ")")
    return _BRACKET.sub(lambda bracket: bracket[0].replace("、", ""), word)
