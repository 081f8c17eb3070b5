"""What content/inspections says of results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fajian import content


@dataclass(frozen=True, slots=True)
class Result:
    """A result of a visit; `found`: something was wrong, so it must be said what is done about it."""

    title: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is done about it; `due`: by a day, after which it is looked at again."""

    title: str
    due: bool = False


@cache
def results() -> dict[str, Result]:
    """By code."""
    return {str(code): Result(**one) for code, one in content.read("inspections", "results.yaml")["results"].items()}


@cache
def follow_ups() -> dict[str, FollowUp]:
    """By code."""
    found = content.read("inspections", "results.yaml")["follow_ups"]
    return {str(code): FollowUp(**one) for code, one in found.items()}


def result_choices() -> list[tuple[str, str]]:
    """For the model."""
    return [(code, one.title) for code, one in results().items()]


def follow_choices() -> list[tuple[str, str]]:
    """For the model."""
    return [(code, one.title) for code, one in follow_ups().items()]
