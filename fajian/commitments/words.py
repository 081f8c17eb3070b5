"""What commitments are made of, as data: content/commitments/*.yaml."""

from __future__ import annotations

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


@cache
def _items() -> Mapping[str, Any]:
    found: Mapping[str, Any] = content.read("commitments", "items.yaml")
    return found
