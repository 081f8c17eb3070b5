"""The words the compiler knows: content/plans/vocabulary.yaml, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from fajian import content


@cache
def _all() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = content.read("plans", "vocabulary.yaml")
    return loaded


def words(*place: str) -> tuple[str, ...]:
    """The words at one place, longest first: words("labels", "lead"). KeyError where the file has no such place."""
    found: Any = _all()
    for key in place:
        found = found[key]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def either(*place: str) -> str:
    """The words at one place as the inside of a pattern: 牵头负责|牵头督办|牵头."""
    return "|".join(map(re.escape, words(*place)))


def roles() -> tuple[str, ...]:
    """The groups of labels in the order they are tried, the order of the file."""
    return tuple(key for key in _all()["labels"] if key not in ("endings", "task_columns", "number_columns"))
