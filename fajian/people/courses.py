"""Kinds and ways of training as data, and the hours an officer owes in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.law.limits import limit
from fajian.engine.law.unknown import Unknown

LAW = "law"  # 法制培训, of which everybody needs one a year


@cache
def _said() -> Mapping[str, Any]:
    read: Mapping[str, Any] = content.read("people", "trainings.yaml")
    return read


def kinds() -> Mapping[str, str]:
    """Code → title."""
    return {row["code"]: row["title"] for row in _said()["kinds"]}


def recorded_as(kind: str) -> str:
    """The word of the enforcement data."""
    return str(next(row["record"] for row in _said()["kinds"] if row["code"] == kind))


def kind_choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(kinds().items())


def way_choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(row["code"], row["title"]) for row in _said()["ways"]]


def hours_full(year: int) -> int | None:
    """What an officer in post all the year owes; None where no law says."""
    found = limit("training_hours", on=dt.date(year, 12, 31))
    return None if isinstance(found, Unknown) else found.number
