"""Where a superior's own workbook takes rows: what is remembered of a template, without opening it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of the template: its number (from 1), its heading, the form's column that goes there ("" = none)."""

    number: int
    heading: str
    column: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a template takes rows: the sheet, the row of its lowest heading, its columns."""

    sheet: str
    head: int
    slots: tuple[Slot, ...]

    @property
    def blank(self) -> tuple[str, ...]:
        """Headings that stay blank: the template wants them, the form has nothing for them."""
        return tuple(slot.heading for slot in self.slots if not slot.column)
