"""What apps above add to a record's page: each registers a function that may give a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it is given as `panel`."""

    template: str
    rows: Any


# Asked with the user, the table and the record's number, in the order of registration.
PANELS: list[Callable[[Any, str, str], Panel | None]] = []


def of(user: Any, table: str, number: str) -> list[Panel]:
    """The panels there are for this record."""
    return [panel for give in PANELS if (panel := give(user, table, number)) is not None]
