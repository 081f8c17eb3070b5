"""The provisions a record says it rests on, against the law of the day it was decided on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fajian.engine.law.checking import Checked, check
from fajian.records.sight import Record


@dataclass(frozen=True, slots=True)
class Cited:
    """What a record cites; `day` is the day of its decision."""

    day: dt.date
    lines: tuple[Checked, ...]


def of(row: Record) -> Cited | None:
    """None where the record has no basis in words, no day of decision, or nothing that reads as a citation."""
    text, day = row.values.get("basis_text"), row.values.get("decided_on")
    if not text or not isinstance(day, dt.date):
        return None
    on = day.date() if isinstance(day, dt.datetime) else day
    lines = check(str(text), on)
    return Cited(on, lines) if lines else None
