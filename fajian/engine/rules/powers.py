"""Spans of days in which something on a register is in force."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables


def in_force(data: Tables, t: ir.Table, table: str, first: str, last: str, day: ir.DateValue) -> ir.BooleanValue:
    """Whether `day` lies between a row's first and last day, both included; no last day = still in force."""
    ended = data.happened(t, table, last) & (t[last] < day)
    return (t[first] <= day) & ~ended
