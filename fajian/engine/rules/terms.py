"""Terms the law uses again and again, as column expressions: punished, ordinary procedure, heavy kinds …"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.law.limits import limit_rows
from fajian.engine.rules.codes import NONE, has_others

# The Administrative Penalty Law as amended in 2021 is in force from this day.
REVISION = ibis.literal("2021-07-15").cast("date")

# Acts whose people must hold a certificate, with their tables, and the roles in which they must.
ACTS = {"penalty": "penalties", "inspection": "inspections", "coercion": "coercions"}
ACTING_ROLES = ("investigator", "inspector", "enforcer")
# From this day penalties on the spot go to review before they may go to court (行政复议法(2023) 第二十三条).
REVIEW_FIRST = ibis.literal("2024-01-01").cast("date")


def loaded(day: ir.DateValue) -> ir.BooleanValue:
    """True from the first day whose text of the Administrative Penalty Law is loaded, null before: nobody can say."""
    (first,) = limit_rows("loaded_from")
    return ibis.ifelse(day >= ibis.literal(first.value).cast("date"), ibis.literal(True), ibis.null("boolean"))


def punished(p: ir.Table) -> ir.BooleanValue:
    """The case ended with a penalty (outcome 给予处罚)."""
    return p.outcome == "penalty"


def ordinary(p: ir.Table) -> ir.BooleanValue:
    """The case went through the ordinary procedure (普通程序)."""
    return p.procedure == "ordinary"


def fined(p: ir.Table) -> ir.BooleanValue:
    """Punished with a fine above nought; where the amount is blank the kinds of penalty decide."""
    return punished(p) & ibis.ifelse(p.fine_yuan.notnull(), p.fine_yuan > 0, p.penalty_kinds.contains("fine"))


def counts_as(p: ir.Table) -> ir.StringValue:
    """Scope of amounts that differ by party: sole traders count as persons (P_indiv_as)."""
    return ibis.cases(
        (p.party_kind.isin(["person", "sole_trader"]), "person"),
        (p.party_kind == "organisation", "organisation"),
        else_=ibis.null("string"),
    )


def party_key(t: ir.Table) -> ir.StringValue:
    """Who the party is: its credit code, for natural persons the keyed hash of the identity number; null = unknown."""
    return ibis.ifelse(
        t.party_kind == "person",
        ibis.coalesce(t.party_id_no, t.party_uscc),
        ibis.coalesce(t.party_uscc, t.party_id_no),
    )


def has_aggravating_facts(p: ir.Table) -> ir.BooleanValue:
    """Whether an aggravating fact is recorded (从重情节); null where nobody looked."""
    return has_others(p.aggravating, "penalties", "aggravating", {NONE})
