"""Inspections of businesses: which count, who was inspected, and when."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables
from fajian.engine.rules.terms import party_key


def inspections(data: Tables) -> ir.Table:
    """Inspections with `started_on` (the day they began) and `party`; visits under other names are left out."""
    i = data.inspections
    i = i.filter(i.activity == "inspection")
    return i.mutate(started_on=i.started_at.cast("date"), party=party_key(i))


def under_new_rules(data: Tables, i: ir.Table) -> ir.BooleanValue:
    """Whether it began since 国办发〔2024〕54号 was published (2025-01-03); null if its day is not known."""
    return i.started_on >= ibis.literal(data.setting("inspection_rules_from"), "date")


def on_site(i: ir.Table) -> ir.BooleanValue:
    """现场检查."""
    return i["mode"] == "on_site"


def planned(i: ir.Table) -> ir.BooleanValue:
    """Done by plan or by draw (年度计划、双随机), not for a cause."""
    return i.trigger.isin(["plan", "random"])


def passed(i: ir.Table) -> ir.BooleanValue:
    """检查结果合格."""
    return i.result == "passed"
