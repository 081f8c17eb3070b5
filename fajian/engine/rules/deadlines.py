"""Terms that were calendar days and became working days on 15 July 2021 (行政处罚法 第八十五条)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.clock import days_after, nth_working_day, nth_working_day_before, rolled
from fajian.engine.rules.tables import Tables
from fajian.engine.rules.terms import REVISION


def last_day(data: Tables, name: str, start: ir.DateValue) -> ir.DateValue:
    """The last day of the term `name` from `start`: working days, or calendar days rolled if it began before."""
    days = data.days(name, start)
    return ibis.ifelse(start < REVISION, rolled(days_after(start, days)), nth_working_day(start, days))


def last_day_before(data: Tables, name: str, end: ir.DateValue) -> ir.DateValue:
    """The last day on which something due `name` days before `end` is still in time; `end` is not counted."""
    days = data.days(name, end)
    return ibis.ifelse(end < REVISION, days_after(end, -days), nth_working_day_before(end, days))
