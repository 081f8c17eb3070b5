"""Plain Python for a judge: three values, a calendar walked day by day, and what a blank cell means."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from fajian.engine.law.calendar import Calendar
from fajian.engine.store.schema import tables
from tests.engine.rules.spec import AS_OF

Verdict = bool | None
Day = dt.date | None
Cell = dt.date | dt.datetime | bool | int | str | None
DAY = dt.timedelta(days=1)


def both(*parts: Verdict) -> Verdict:
    """And of three values."""
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def either(*parts: Verdict) -> Verdict:
    """Or of three values."""
    if any(part is True for part in parts):
        return True
    return None if any(part is None for part in parts) else False


def no(part: Verdict) -> Verdict:
    return None if part is None else not part


def after(first: Cell, second: Cell) -> Verdict:
    """Whether the first is later (or larger) than the second."""
    return None if first is None or second is None else first > second  # type: ignore[operator]


@cache
def working() -> Mapping[dt.date, bool]:
    return {row.day: row.is_working for row in Calendar.seeded().rows()}


def working_after(start: Day, count: int | None) -> Day:
    """Walk on until so many working days have gone by; the start is not one of them."""
    if start is None or count is None:
        return None
    day = start
    while count:
        day += DAY
        count -= working()[day]
    return day


def working_before(end: Day, count: int) -> Day:
    """Walk back until so many working days have gone by."""
    if end is None:
        return None
    day = end
    while count:
        day -= DAY
        count -= working()[day]
    return day


def rolled(day: Day) -> Day:
    """On to the next working day."""
    while day is not None and not working()[day]:
        day += DAY
    return day


def days_after(start: Day, count: int | None) -> Day:
    return None if start is None or count is None else start + count * DAY


def months_after(start: Day, count: int) -> Day:
    """The same day so many months on, or the month's last."""
    if start is None:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def date_of(moment: Cell) -> Day:
    return moment.date() if isinstance(moment, dt.datetime) else None


@dataclass(frozen=True)
class Record:
    """One row: `cell` reads it (what a blank counts as filled in), `has` whether it happened, `is_` compares a code."""

    table: str
    cells: Mapping[str, Cell]

    def cell(self, name: str) -> Cell:
        value, column = self.cells.get(name), tables()[self.table][name]
        if value is not None or column.blank.kind not in ("default", "presume"):
            return value
        if column.blank.value in tables()[self.table]:
            return self.cell(column.blank.value)
        if column.kind == "bool":
            return column.blank.value == "是"
        return int(column.blank.value) if column.kind == "int" else column.codes[column.blank.value]

    def day(self, name: str) -> Day:
        value = self.cell(name)
        assert value is None or isinstance(value, dt.date), name
        return value

    def yes(self, name: str) -> Verdict:
        value = self.cell(name)
        assert value is None or isinstance(value, bool), name
        return value

    def count(self, name: str) -> int | None:
        value = self.cell(name)
        assert value is None or isinstance(value, int), name
        return value

    def has(self, name: str) -> Verdict:
        """Filled: yes. Blank: no, unless a later step shows that it must have happened; or nobody recorded it."""
        blank = tables()[self.table][name].blank
        if self.cells.get(name) is not None:
            return True
        if blank.kind in ("unknown", "required"):
            return None
        return None if any(self.cells.get(other) is not None for other in blank.unless) else False

    def is_(self, name: str, *codes: str) -> Verdict:
        """Whether the cell is one of the codes; what has not come yet is none of them."""
        value = self.cell(name)
        if value is None:
            not_yet = tables()[self.table][name].blank.kind == "not_yet"
            return False if not_yet and self.has(name) is False else None
        return value in codes

    def late(self, name: str, last: Day) -> Verdict:
        """Done after the last day, or not done though it is past."""
        done = self.cell(name)
        if last is None:
            return None
        if done is not None:
            return (done.date() if isinstance(done, dt.datetime) else done) > last  # type: ignore[operator]
        if last >= AS_OF:
            return False
        return True if self.has(name) is False else None


Judge = Callable[[Record], Verdict]
