"""What 事前公开 rests on: lines that other rooms hold for a unit, by the column they belong to.

Rooms of this shelf do not know each other: whoever holds such lines is put into SOURCES (web/joints.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from fajian.orgs.models import Unit

Lines = Mapping[str, Sequence[str]]
# For these units, all at once: unit → column of the kind `items` → lines.
SOURCES: list[Callable[[Sequence[Unit]], Mapping[int, Lines]]] = []


def told(units: Sequence[Unit]) -> dict[int, dict[str, str]]:
    """Unit → column → text, one line each; a column about which nothing is held is left out."""
    found: dict[int, dict[str, list[str]]] = {unit.pk: {} for unit in units}
    for source in SOURCES:
        for unit, lines in source(units).items():
            for column, texts in lines.items():
                found[unit].setdefault(column, []).extend(texts)
    return {
        unit: {column: "\n".join(dict.fromkeys(texts)) for column, texts in columns.items() if texts}
        for unit, columns in found.items()
    }


def digests(texts: Mapping[str, str]) -> dict[str, str]:
    """Column → digest of its text."""
    return {column: hashlib.sha256(text.encode()).hexdigest() for column, text in texts.items()}


def changed(made_of: Mapping[str, str], texts: Mapping[str, str]) -> set[str]:
    """The columns about which the rooms say something else than when somebody last looked."""
    now = digests(texts)
    return {column for column in {*made_of, *now} if made_of.get(column) != now.get(column)}
