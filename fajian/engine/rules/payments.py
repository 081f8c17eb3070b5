"""Money paid on a case: by whom it may be taken, and how much of a fine has come in."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import look_up, with_delivery
from fajian.engine.rules.tables import Tables


def fines_paid(data: Tables) -> ir.Table:
    """Payments of fines with the case's `procedure`, `fine_yuan`, `decided_on`; null where there is no such case."""
    y = data.payments
    y = y.filter((y.kind == "fine") & (y.act_kind == "penalty"))
    return look_up(
        y, "act_id", data.penalties, "penalty_id", procedure="procedure", fine_yuan="fine_yuan", decided_on="decided_on"
    )


def taken_in_cash(y: ir.Table) -> ir.BooleanValue:
    """当场现金."""
    return y.channel == "cash"


def cash_allowed(data: Tables, y: ir.Table) -> ir.BooleanValue:
    """Whether a fine (a row of `fines_paid`) may be taken on the spot (行政处罚法 第六十八条、第六十九条).

    Summary procedure and at most 100 yuan (decided before 2021-07-15: 20), or recorded that it would be hard to enforce
    later; or a remote place and the party asked.
    """
    small = y.fine_yuan <= data.limit("cash_limit_yuan", y.decided_on)
    summary = (y.procedure == "summary") & (small | y.has_enforcement_difficulty)
    return summary | (y.is_remote_area & y.has_party_request)


def with_paid(data: Tables, t: ir.Table) -> ir.Table:
    """Penalties with `paid_yuan`, what came in of the fine; null where an amount is blank or nobody knows of any.

    No row in 缴款信息 means nought only where the agency declared that sheet complete for the day of the decision.
    """
    y = data.payments
    y = y.filter((y.kind == "fine") & (y.act_kind == "penalty"))
    total = y.group_by("act_id").aggregate(fj_sum=y.amount_yuan.sum(), fj_unsaid=y.amount_yuan.isnull().any())
    t = t.left_join(total, t.penalty_id == total.act_id)
    t = with_delivery(data, t, "penalty_id", "payments", "agency_id", "decided_on", "fj_delivered")
    paid = ibis.cases(
        (t.fj_unsaid, ibis.null("decimal(18,2)")),
        (t.fj_sum.notnull(), t.fj_sum.cast("decimal(18,2)")),
        (t.fj_delivered, ibis.literal(0).cast("decimal(18,2)")),
        else_=ibis.null("decimal(18,2)"),
    )
    return t.mutate(paid_yuan=paid).drop("act_id", "fj_sum", "fj_unsaid", "fj_delivered")
