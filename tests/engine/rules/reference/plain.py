"""Plain Python for a judge: three values, a calendar walked day by day, and what a blank cell means."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from fajian.engine.law.calendar import Calendar
from fajian.engine.store.schema import tables
from tests.engine.rules.spec import AS_OF

Verdict = bool | None
Day = dt.date | None
Cell = dt.date | dt.datetime | bool | int | str | None
DAY = dt.timedelta(days=1)
# The agency that declared all its sheets complete, for all days.
DECLARED = "B"


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


def any_of(parts: Iterable[Verdict]) -> Verdict:
    return either(*parts)


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


def covered(spans: Iterable[tuple[dt.date, dt.date]], first: dt.date, last: dt.date) -> set[dt.date]:
    """The days from `first` to `last`, both included, that lie in one of the spans, their ends included."""
    return {
        day
        for begin, end in spans
        for day in (begin + n * DAY for n in range((end - begin).days + 1))
        if first <= day <= last
    }


@dataclass(frozen=True)
class Record:
    """One row: `cell` reads it (what a blank counts as filled in), `has` whether it happened, `is_` compares a code.

    `others` are the rows of other tables that belong to it, by table.
    """

    table: str
    cells: Mapping[str, Cell]
    others: Mapping[str, Sequence[Record]] = field(default_factory=dict)

    def cell(self, name: str) -> Cell:
        value, column = self.cells.get(name), tables()[self.table][name]
        if value is not None or column.blank.kind not in ("default", "presume") or not column.blank.value:
            return value
        other, _, days = column.blank.value.partition("+")
        if other in tables()[self.table]:
            return rolled(days_after(self.day(other), int(days.removesuffix("d")))) if days else self.cell(other)
        if column.kind == "bool":
            return column.blank.value == "是"
        return int(column.blank.value) if column.kind in ("int", "decimal") else column.codes[column.blank.value]

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

    def holds(self, name: str, *codes: str) -> Verdict:
        """Whether one of the codes stands in a cell of several."""
        value = self.cells.get(name)
        return None if value is None else bool(set(str(value).split(",")) & set(codes))

    def beside(self, table: str) -> Sequence[Record]:
        return self.others.get(table, ())

    def the(self, table: str) -> Record | None:
        """The one row of another table that this one names, if it is there."""
        rows = self.beside(table)
        return rows[0] if rows else None

    def done_by(self, name: str, last: Day) -> Verdict:
        """Done on or before the last day; certainly not done is not done by then."""
        done = self.day(name)
        if done is not None:
            return no(after(done, last))
        return False if self.has(name) is False else None

    @property
    def is_declared(self) -> bool:
        """Whether its agency declared its sheets complete: then what has no row did not happen."""
        return self.cells.get("agency_id") == DECLARED

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
