"""办件页上的法定期限: content/records/clocks.yaml says which, the engine counts the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit, names
from fajian.engine.law.periods import Deadline, Excluded
from fajian.engine.law.unknown import Unknown

ADJUSTMENTS = "time_adjustments"
UNITS = {"工作日": "working_days", "自然日": "calendar_days", "月": "months"}
KINDS_LABEL = "不计入的期间"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spec:
    """One line of clocks.yaml; its comments say what each key means."""

    title: str
    limit: str
    start: str
    done: tuple[str, ...]
    rule: str = ""
    when: Mapping[str, Sequence[str]] | None = None
    is_not: Mapping[str, Sequence[str]] | None = None
    has: Sequence[str] = ()
    scope: str = ""
    own: str = ""
    joint: str = ""
    roll: bool = True
    before: bool = False
    deduct: str | Sequence[str] = ()
    need: Sequence[str] = ()
    extension: str = ""
    collective: bool = False
    party: bool = False

    def applies(self, row: Row) -> bool:
        """Is this clock one of this record's? A blank cell answers no condition."""
        return (
            _day(row.get(self.start)) is not None
            and all(row.get(name) in codes for name, codes in (self.when or {}).items())
            and not any(row.get(name) in codes for name, codes in (self.is_not or {}).items())
            and all(row.get(name) is not None for name in self.has)
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """One term of one record. `deadline` None: the law's number is not known there, `reason` says so.

    `done_on` None: no day is recorded. `deducted` and `extended` are days the law adds.
    """

    spec: Spec
    start: dt.date
    done_on: dt.date | None
    basis: str
    count: int = 0
    unit: str = ""
    deadline: Deadline | None = None
    deducted: int = 0
    extended: int = 0
    reason: str = ""

    @property
    def last_day(self) -> dt.date | None:
        """The last day that is still in time."""
        return self.deadline.last_day if self.deadline else None

    def verdict(self, today: dt.date) -> tuple[str, str]:
        """(light, words): what can be said of it today; a term of the party is not judged."""
        if self.last_day is None:
            return "grey", "无法计算"
        if self.spec.party:
            return "grey", "当事人的期限"
        if self.done_on is not None:
            late = self.done_on > self.last_day
            return ("red", f"晚{(self.done_on - self.last_day).days}天") if late else ("green", "按期")
        return ("red", "期限已过，没有记载办理") if today > self.last_day else ("blue", "期限未到")

    @property
    def how(self) -> str:
        """The query of the page that shows every counted day; "" where days were added or taken, which it cannot."""
        if self.deadline is None or self.deadline.backward or self.deducted or self.extended:
            return ""
        roll = {} if self.spec.roll else {"roll": "0"}
        return urlencode({"start": self.start, "count": self.deadline.count, "unit": self.deadline.unit, **roll})


@cache
def specs() -> Mapping[str, tuple[Spec, ...]]:
    """The clocks of each table."""
    told = content.read("records", "clocks.yaml")
    return {
        table: tuple(Spec(**(line | {"done": tuple(line["done"])})) for line in lines) for table, lines in told.items()
    }


def of(
    table: str, row: Row, related: Mapping[str, Sequence[Row]], *, today: dt.date, region: str | None = None
) -> tuple[Clock, ...]:
    """The clocks of a record, by the day they run from. `related`: rows of other tables that belong to it."""
    found = [_clock(spec, row, related, today, region) for spec in specs().get(table, ()) if spec.applies(row)]
    return tuple(sorted(found, key=lambda clock: clock.start))


def _clock(spec: Spec, row: Row, related: Mapping[str, Sequence[Row]], today: dt.date, region: str | None) -> Clock:
    start = _day(row[spec.start])
    assert start is not None
    done = next((day for name in spec.done if (day := _first(name, row, related)) is not None), None)
    scope = str(row.get(spec.scope) or "default") if spec.scope else "default"
    value = limit(spec.limit, on=start, scope="joint" if spec.joint and row.get(spec.joint) else scope, region=region)
    if isinstance(value, Unknown):
        return Clock(spec, start, done, "", reason=f"{names()[spec.limit].label}在该日没有可用的规定")
    own = row.get(spec.own) if spec.own else None
    count, basis = (int(own), "本办件登记的法定特别期限") if own else (value.number, value.basis)
    clock = Clock(spec, start, done, basis, count, value.unit)
    try:
        return _counted(clock, value, related.get(ADJUSTMENTS, ()), today, scope, region)
    except InputError as error:
        return Clock(spec, start, done, basis, count, value.unit, reason=str(error))


def _counted(
    clock: Clock, value: Value, adjustments: Sequence[Row], today: dt.date, scope: str, region: str | None
) -> Clock:
    """With its last day: documented periods do not count, extensions approved by the last day do."""
    spec, unit = clock.spec, UNITS[value.unit]
    if spec.before:
        return _with(clock, _before(clock.start, clock.count, unit), 0, 0)
    valid = [row for row in adjustments if all(row.get(name) is not None for name in spec.need)]
    spans = tuple(_spans(spec, valid, clock.done_on or today))
    first = _deadline(clock.start, clock.count, unit, spec.roll, spans)
    extended = _extension(spec, valid, first, scope, region)
    final = _deadline(clock.start, clock.count + extended, unit, spec.roll, spans) if extended else first
    plain = _deadline(clock.start, clock.count + extended, unit, spec.roll, ())
    return _with(clock, final, (final.unrolled - plain.unrolled).days, extended)


def _with(clock: Clock, deadline: Deadline, deducted: int, extended: int) -> Clock:
    return Clock(
        clock.spec, clock.start, clock.done_on, clock.basis, clock.count, clock.unit, deadline, deducted, extended
    )


def _deadline(start: dt.date, count: int, unit: str, roll: bool, spans: Iterable[Excluded]) -> Deadline:
    calendar = Calendar.seeded()
    if unit == "working_days":
        return periods.working_days(start, count, calendar=calendar, excluded=spans)
    counter = periods.months if unit == "months" else periods.calendar_days
    return counter(start, count, calendar=calendar, roll=roll, excluded=spans)


def _before(day: dt.date, count: int, unit: str) -> Deadline:
    counter = periods.working_days_before if unit == "working_days" else periods.calendar_days_before
    return counter(day, count, calendar=Calendar.seeded())


def _spans(spec: Spec, rows: Iterable[Row], end: dt.date) -> Iterable[Excluded]:
    """The periods that do not count; one still running lasts until the step is done, or today."""
    for row in rows:
        kind = row.get("kind")
        if kind == "extension" or not (spec.deduct == "all" or kind in spec.deduct) or row.get("from_on") is None:
            continue
        first, last = row["from_on"], min(row.get("to_on") or end, end)
        if first <= last:
            yield Excluded(first, last, KINDS_LABEL)


def _extension(spec: Spec, rows: Iterable[Row], first: Deadline, scope: str, region: str | None) -> int:
    """Days of the extensions approved by the last day, as many as the law allows."""
    if not spec.extension:
        return 0
    approved = [
        row
        for row in rows
        if row.get("kind") == "extension" and row.get("days") and row.get("approved_on") is not None
        and row["approved_on"] <= first.last_day
    ]  # fmt: skip
    most = limit(spec.extension, on=first.start, scope=scope, region=region)
    allowed = 0 if isinstance(most, Unknown) else most.number
    free = sum(row["days"] for row in approved if spec.collective and row.get("approver") == "collective")
    other = sum(row["days"] for row in approved if not (spec.collective and row.get("approver") == "collective"))
    return int(free + min(other, allowed))


def _first(name: str, row: Row, related: Mapping[str, Sequence[Row]]) -> dt.date | None:
    """The day in a column of the record, or the earliest in `table.column`."""
    table, _, column = name.rpartition(".")
    if not table:
        return _day(row.get(name))
    return min((day for other in related.get(table, ()) if (day := _day(other.get(column)))), default=None)


def _day(value: Any) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value
