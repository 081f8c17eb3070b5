"""The acts of all four kinds together: whose they are and when they were done."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables

# act_kind and the table act_id points to.
TABLES = {"penalty": "penalties", "licence": "licences", "coercion": "coercions", "inspection": "inspections"}


def all_acts(data: Tables) -> ir.Table:
    """act_kind, act_id and agency_id of every act."""
    parts = []
    for kind, name in TABLES.items():
        t = getattr(data, name)
        parts.append(t.select(act_kind=ibis.literal(kind), act_id=t[t.columns[0]], agency_id=t.agency_id))
    return ibis.union(*parts)


def acted_on(data: Tables) -> ir.Table:
    """act_kind, act_id and acted_on of every act: the day of the decision, or the day the officers began."""
    p, a, c, i = data.penalties, data.licences, data.coercions, data.inspections
    days = (
        ("penalty", p, p.decided_on),
        ("licence", a, a.decided_on),
        ("coercion", c, c.started_at.cast("date")),
        ("inspection", i, i.started_at.cast("date")),
    )
    return ibis.union(
        *(t.select(act_kind=ibis.literal(kind), act_id=t[t.columns[0]], acted_on=day) for kind, t, day in days)
    )
