"""Agencies on the register and whether they are in office."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables


def in_office(data: Tables, a: ir.Table) -> ir.BooleanValue:
    """An agency or authorised body (行政机关、授权组织) that has not lost its standing before the as-of day."""
    lost = data.happened(a, "agencies", "confirmed_to_on") & (a.confirmed_to_on < data.today)
    return a.nature.isin(["organ", "authorised"]) & ~lost


def confirmed(data: Tables, a: ir.Table, day: ir.DateValue) -> ir.BooleanValue:
    """Whether a body's standing was confirmed and announced on that day; its last day still counts."""
    since = data.happened(a, "agencies", "confirmed_from_on") & (a.confirmed_from_on <= day)
    lost = data.happened(a, "agencies", "confirmed_to_on") & (a.confirmed_to_on < day)
    return since & ~lost


def covers(wide: ir.StringValue, narrow: ir.StringValue) -> ir.BooleanValue:
    """Whether one administrative code (GB/T 2260) covers another: 411800 covers 411821, 410000 all of the province."""
    prefix = ibis.cases(
        (wide.endswith("0000"), wide.substr(0, 2)), (wide.endswith("00"), wide.substr(0, 4)), else_=wide
    )
    return narrow.startswith(prefix)


def with_standing(data: Tables, t: ir.Table, body: str, day: str) -> ir.Table:
    """Acts with `has_standing`, `standing_from_on`, `standing_to_on`: of the body in column `body` on their day.

    For a dispatched or inner body its parent's; null where the register lacks the body or the parent.
    """
    a = data.agencies
    bodies = a.select(
        fj_body="agency_id",
        body_nature="nature",
        fj_holder=ibis.ifelse((a.nature == "dispatched").fill_null(False), a.parent_agency_id, a.agency_id),
    )
    standing = ("confirmed_from_on", "confirmed_to_on")
    holders = a.select("_import", *standing, fj_id="agency_id")
    t = t.left_join(bodies, t[body] == bodies.fj_body)
    own = t.select(fj_key=t[body], fj_holder=t.fj_holder, fj_day=t[day]).distinct()
    found = own.inner_join(holders, own.fj_holder == holders.fj_id)
    found = found.mutate(has_standing=confirmed(data, found, found.fj_day)).select(
        "fj_key", "fj_day", "has_standing", standing_from_on="confirmed_from_on", standing_to_on="confirmed_to_on"
    )
    joined = t.left_join(found, [t[body] == found.fj_key, t[day] == found.fj_day])
    return joined.drop("fj_key", "fj_day", "fj_body", "fj_holder")
