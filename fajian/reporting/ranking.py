"""单位排序: by a formula that is published beside it, in exact fractions; equal scores share a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from fajian import content
from fajian.campaigns.rates import percent_of, share
from fajian.orgs.models import Unit
from fajian.reporting.figures import Figures, Numbers


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: `part` of `whole`, `turned` = what is left of it; codes of measures."""

    code: str
    title: str
    weight: Fraction
    says: str
    part: str
    whole: str
    turned: bool = False

    def value(self, numbers: Numbers) -> Fraction | None:
        """Between 0 and 1; None where there is nothing to divide by."""
        found = share(numbers.get(self.part, 0), numbers.get(self.whole, 0))
        return 1 - found if found is not None and self.turned else found

    def counted(self, numbers: Numbers) -> str:
        """7/8, as it was counted."""
        return f"{numbers.get(self.part, 0)}/{numbers.get(self.whole, 0)}"


@dataclass(frozen=True, slots=True)
class Place:
    """One unit: its place (0 = not ranked), score between 0 and 1, and (title, share, as counted) of each part."""

    place: int
    unit: Unit
    score: Fraction | None
    parts: tuple[tuple[str, str, str], ...]
    shared: bool = False

    @property
    def points(self) -> str:
        """Out of 100, with two digits, cut off and not rounded: what is equal here may still differ exactly."""
        if self.score is None:
            return "—"
        hundredths = (self.score * 10_000).__floor__()
        return f"{hundredths // 100}.{hundredths % 100:02d}"


@cache
def parts() -> tuple[Part, ...]:
    """As published; ValueError when the weights do not make one whole."""
    raw = content.read("documents", "ranking.yaml")
    found = tuple(Part(**{**one, "weight": Fraction(one["weight"])}) for one in raw["measures"])
    if sum(part.weight for part in found) != 1:
        raise ValueError("ranking.yaml: the weights are not one together")
    return found


def score(numbers: Numbers) -> Fraction | None:
    """The weighted mean over the parts that can be told; None where none can."""
    told = [(part.weight, value) for part in parts() if (value := part.value(numbers)) is not None]
    whole = sum(weight for weight, _ in told)
    return sum((weight * value for weight, value in told), Fraction(0)) / whole if whole else None


def ranked(read: Figures) -> list[Place]:
    """Best first; units of the same score share a place, in the order of the tree, and the next place is left out."""
    scores: Mapping[int, Fraction | None] = {unit.pk: score(read.of(unit.pk)) for unit in read.units}
    known = [value for value in scores.values() if value is not None]
    found = []
    for unit in read.units:
        own, numbers = scores[unit.pk], read.of(unit.pk)
        place = 0 if own is None else 1 + sum(value > own for value in known)
        told = tuple((part.title, percent_of(part.value(numbers)), part.counted(numbers)) for part in parts())
        found.append(Place(place, unit, own, told, shared=own is not None and known.count(own) > 1))
    return sorted(found, key=lambda one: (one.place == 0, one.place))
