"""The legal clock as column expressions.

A rule writes `nth_working_day(p.decided_on, 7)`; the engine looks the day up in the calendar tables that run.py lays
beside the records: `fj_calendar` (day, working_number, working_before, next_working, is_holiday) and `fj_working_days`
(number, day).
Each engine makes SQL functions of the look-ups in its own way (engines.py). A day outside the calendar gives null, so
the verdict is unknown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

import ibis
import ibis.expr.datatypes as ty
import ibis.expr.types as ir

Date: TypeAlias = ir.DateValue


@ibis.udf.scalar.builtin(name="fj_working_number")
def _working_number(day: dt.date) -> int:  # type: ignore[empty-body]
    """Working days up to and including `day`, counted from the first day of the calendar."""


@ibis.udf.scalar.builtin(name="fj_working_before")
def _working_before(day: dt.date) -> int:  # type: ignore[empty-body]
    """Working days strictly before `day`."""


@ibis.udf.scalar.builtin(name="fj_next_working")
def _next_working(day: dt.date) -> dt.date:  # type: ignore[empty-body]
    """`day` itself where it is a working day, else the next one."""


@ibis.udf.scalar.builtin(name="fj_next_working_if_read")
def _next_working_if_read(day: dt.date) -> dt.date:  # type: ignore[empty-body]
    """The same, for a column of a view: it costs a rule nothing that does not read the column."""


@ibis.udf.scalar.builtin(name="fj_working_day")
def _working_day(number: int) -> dt.date:  # type: ignore[empty-body]
    """The working day with that running number."""


@ibis.udf.scalar.builtin(name="fj_is_holiday")
def _is_holiday(day: dt.date) -> bool:  # type: ignore[empty-body]
    """Whether the day is off by a holiday arrangement (a plain weekend is not)."""


@ibis.udf.scalar.builtin(name="fj_today")
def today() -> dt.date:  # type: ignore[empty-body]
    """The day as of which a run judges."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """One look-up: the function's name, its argument and result types, and the calendar table and columns behind it.

    `if_read`: asked in views of columns that most rules do not read.
    """

    name: str
    argument: str
    result: str
    table: str
    key: str
    column: str
    if_read: bool = False


LOOK_UPS = (
    LookUp("fj_working_number", "DATE", "BIGINT", "fj_calendar", "day", "working_number"),
    LookUp("fj_working_before", "DATE", "BIGINT", "fj_calendar", "day", "working_before"),
    LookUp("fj_next_working", "DATE", "DATE", "fj_calendar", "day", "next_working"),
    LookUp("fj_next_working_if_read", "DATE", "DATE", "fj_calendar", "day", "next_working", if_read=True),
    LookUp("fj_is_holiday", "DATE", "BOOLEAN", "fj_calendar", "day", "is_holiday"),
    LookUp("fj_working_day", "BIGINT", "DATE", "fj_working_days", "number", "day"),
)


def nth_working_day(start: Date, count: ir.IntegerValue | int) -> Date:
    """The `count`-th working day after `start`, which is not counted."""
    return _working_day((_working_number(start) + count).cast("int64"))


def nth_working_day_before(end: Date, count: ir.IntegerValue | int) -> Date:
    """The `count`-th working day before `end`, which is not counted."""
    return _working_day((_working_before(end) - count + 1).cast("int64"))


def working_number(day: Date) -> ir.IntegerValue:
    """Working days from the first day of the calendar up to and including `day`: differences count working days."""
    return _working_number(day)


def working_days_between(start: Date, end: Date) -> ir.IntegerValue:
    """Working days after `start` up to and including `end`."""
    return _working_number(end) - _working_number(start)


def rolled(day: Date) -> Date:
    """`day`, or the next working day where it is a rest day."""
    return _next_working(day)


def rolled_if_read(day: Date) -> Date:
    """The same for a column of a view."""
    return _next_working_if_read(day)


def is_holiday(day: Date) -> ir.BooleanValue:
    """Whether `day` is off by the State Council's holiday arrangement; plain weekends are not, make-up days neither."""
    return _is_holiday(day)


def days_after(start: Date, count: ir.IntegerValue | int) -> Date:
    """`start` + `count` calendar days (`start` not counted, not rolled)."""
    return _date(start + _interval(count, "D"))


def months_after(start: Date, count: ir.IntegerValue | int) -> Date:
    """The corresponding day `count` months later, or the month's last day where it has none; not rolled."""
    return _date(start + _interval(count, "M"))


def hours_after(moment: ir.TimestampValue, count: ir.IntegerValue | int) -> ir.TimestampValue:
    """`moment` and `count` running hours, nights and rest days included."""
    return moment + _interval(count, "h")


def midnight(day: Date) -> ir.TimestampValue:
    """The first moment of `day`."""
    return day.cast("timestamp")


def seconds(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Seconds since 1970: differences are running seconds. (DuckDB counts them in floats, behind Ibis's back.)"""
    return moment.epoch_seconds().cast("float64").cast("int64")


def _date(moment: Date) -> Date:
    """A day and an interval give a timestamp on DuckDB; Ibis takes it for a day and would leave out a plain cast."""
    return moment.cast("timestamp").cast("date")


def earliest(*days: Date) -> Date:
    """The earliest of the days that are known, null if none is. (least() passes nulls over on one engine only.)"""
    first = days[0]
    for day in days[1:]:
        first = ibis.cases((first.isnull(), day), (day < first, day), else_=first)
    return first


def _interval(count: ir.IntegerValue | int, unit: str) -> ir.IntervalValue:
    value = ibis.literal(count, ty.int32) if isinstance(count, int) else count.cast("int32")
    return value.as_interval(unit)
