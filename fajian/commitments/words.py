"""What commitments are made of, as data: content/commitments/*.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fajian import content


@dataclass(frozen=True, slots=True)
class Element:
    """One thing an applicant must be told. `said` are words its text must hold; `cites`: it cites provisions."""

    name: str
    label: str
    hint: str = ""
    said: tuple[str, ...] = ()
    cites: bool = False


@cache
def elements() -> tuple[Element, ...]:
    """In the order of the file."""
    rows = _items()["elements"]
    return tuple(Element(**{**row, "said": tuple(row.get("said", ()))}) for row in rows)


def choices(group: str) -> list[tuple[str, str]]:
    """(code, word) of the kinds, risks, ways or watched."""
    return list(_items()[group].items())


def word(group: str, code: str) -> str:
    """One of them as people read it; "" for none."""
    found: str = _items()[group].get(code, "")
    return found


def kinds() -> list[tuple[str, str]]:
    """Of the model's column."""
    return choices("kinds")


def risks() -> list[tuple[str, str]]:
    """Of the model's column."""
    return choices("risks")


def ways() -> list[tuple[str, str]]:
    """Of the model's column."""
    return choices("ways")


def watched() -> list[tuple[str, str]]:
    """Of the model's column."""
    return choices("watched")


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of credit event. `weight`: minor, general, serious, "" for what speaks for the party."""

    code: str
    title: str
    weight: str
    bars: bool
    points: int


@dataclass(frozen=True, slots=True)
class Band:
    """A grade: from `least` points on; so many `visits` a year at most, `share` percent in draws."""

    code: str
    title: str
    least: int
    visits: int
    share: int
    text: str


@dataclass(frozen=True, slots=True)
class GradeRule:
    """How a party is graded: from `start` points, by the events of the last `months`."""

    version: str
    valid_from: dt.date
    published: str
    start: int
    months: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class DisposalKind:
    """What follows from a false promise. `credit` names the event recorded with the decision; `due`: has a last day."""

    code: str
    title: str
    ends: bool = False
    revokes: bool = False
    due: bool = False
    credit: str = ""


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """By code."""
    return {code: EventKind(code, **row) for code, row in _credit()["events"].items()}


@cache
def grade_rule() -> GradeRule:
    """The rule in force."""
    row = dict(_credit()["grades"])
    bands = tuple(Band(**band) for band in row.pop("bands"))
    return GradeRule(valid_from=row.pop("from"), bands=bands, **row)


@cache
def disposal_kinds() -> Mapping[str, DisposalKind]:
    """By code."""
    return {code: DisposalKind(code, **row) for code, row in _credit()["disposals"].items()}


def event_choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(one.code, one.title) for one in event_kinds().values()]


def disposal_choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(one.code, one.title) for one in disposal_kinds().values()]


@cache
def _credit() -> Mapping[str, Any]:
    found: Mapping[str, Any] = content.read("commitments", "credit.yaml")
    return found


@cache
def _items() -> Mapping[str, Any]:
    found: Mapping[str, Any] = content.read("commitments", "items.yaml")
    return found
