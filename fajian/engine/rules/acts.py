"""The acts of all four kinds together: whose they are and when they were closed."""

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
