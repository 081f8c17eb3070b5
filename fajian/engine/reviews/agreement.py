"""评查员之间的一致程度 (Krippendorff's alpha) and how far each drifts from the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Difference = Callable[[Any, Any], Fraction]


def nominal(one: Hashable, other: Hashable) -> Fraction:
    """Words: the same or not."""
    return Fraction(one != other)


def interval(one: Any, other: Any) -> Fraction:
    """Numbers: the square of what lies between them."""
    return (Fraction(one) - Fraction(other)) ** 2


def alpha(units: Iterable[Sequence[Any]], difference: Difference = nominal) -> float | None:
    """Krippendorff's alpha of what was said about each unit (by two or more; a unit with fewer does not count).

    1 − observed ÷ expected disagreement, computed exactly: 1 = always the same, 0 = as by chance, below 0 = worse.
    None where it is not defined: nothing was said twice, or everybody always said one and the same.
    """
    told = [list(values) for values in units if len(values) > 1]
    totals: Counter[Any] = Counter(value for values in told for value in values)
    count = sum(totals.values())
    observed = Fraction(0)
    for values in told:
        own = Counter(values)
        observed += _disagreement(own, difference) / (len(values) - 1)
    expected = _disagreement(totals, difference)
    if not expected:
        return None
    return float(1 - (count - 1) * observed / expected)


def _disagreement(counts: Counter[Any], difference: Difference) -> Fraction:
    """Over all ordered pairs."""
    pairs = list(counts.items())
    total = Fraction(0)
    for place, (one, times) in enumerate(pairs):
        for other, again in pairs[place + 1 :]:
            total += 2 * times * again * difference(one, other)
    return total


@dataclass(frozen=True, slots=True)
class Drift:
    """How one reader scores beside the others of the same files: the mean difference, first half and second half.

    Positive = more lenient. `later` − `earlier` says whether it grows; both are None below two files.
    """

    files: int
    mean: float
    earlier: float | None
    later: float | None


def drift(files: Iterable[Sequence[tuple[Hashable, Any]]]) -> dict[Any, Drift]:
    """By reader; `files` in the order in which they were read, each a list of (reader, score)."""
    apart: dict[Any, list[Fraction]] = defaultdict(list)
    for scores in files:
        for reader, own in scores:
            others = [Fraction(score) for other, score in scores if other != reader]
            if others:
                apart[reader].append(Fraction(own) - sum(others, Fraction(0)) / len(others))
    return {reader: _drift(found) for reader, found in apart.items()}


def _drift(found: Sequence[Fraction]) -> Drift:
    half = len(found) // 2
    if not half:
        return Drift(len(found), _mean(found), None, None)
    return Drift(len(found), _mean(found), _mean(found[:half]), _mean(found[half:]))


def _mean(found: Sequence[Fraction]) -> float:
    return float(sum(found) / len(found))
