"""Agencies on the register and whether they are in office."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables


def in_office(data: Tables, a: ir.Table) -> ir.BooleanValue:
    """An agency or authorised body (行政机关、授权组织) that has not lost its standing before the as-of day."""
    lost = data.happened(a, "agencies", "confirmed_to_on") & (a.confirmed_to_on < data.today)
    return a.nature.isin(["organ", "authorised"]) & ~lost
