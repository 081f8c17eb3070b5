"""COE-APPROVE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import hours_after
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-APPROVE",
    title="实施前未经负责人批准/24小时内未补批",
    subject="coercions",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第十八条第（一）项、第十九条", since="2012-01-01"),
    needs=("kind", "is_urgent", "approved_at", "started_at"),
    reading="强制措施在批准以前就开始实施的，列出；紧急当场实施的，从开始时间起24小时以内没有补办批准的列出。"
    "24小时连续计算，夜间和休息日不扣除，恰满24小时的视为及时。至今没有批准的同样列出，"
    "紧急的在24小时届满的次日起才列。强制执行不适用。",
)
def not_approved(data: Tables) -> ir.Table:
    """Measures not approved by the head before they began; urgent ones not approved within 24 hours after.

    The 24 hours run on, through nights and holidays; the same second of the next day is in time, and so is an approval
    in the second of the beginning. An urgent measure without approval is late once the 24 hours ended before the as-of
    day. Executions (强制执行) are not meant.
    """
    c = data.coercions
    last_at = hours_after(c.started_at, data.days("urgent_approval_hours", c.started_at.date()))
    approved = data.happened(c, "coercions", "approved_at")
    urgent = ibis.cases(
        (c.approved_at.notnull(), c.approved_at > last_at),
        (last_at.date() >= data.today, ibis.literal(False)),
        (last_at.isnull(), ibis.null("boolean")),
        else_=~approved,
    )
    usual = ibis.cases((c.approved_at.notnull(), c.approved_at > c.started_at), else_=~approved)
    return judge(
        c,
        subject="coercions",
        step_on=c.started_at.date(),
        hit=is_measure(c) & ibis.cases(
            (c.is_urgent, urgent), (~c.is_urgent, usual), (urgent == usual, usual), else_=ibis.null("boolean")
        ),
        explain="{started_at}开始实施{kind}，负责人批准时间{approved_at}，紧急当场实施：{is_urgent}"
        "（紧急的应在{last_at}以前补办批准，其他应当事先批准）。",
        kind=c.kind,
        is_urgent=c.is_urgent,
        started_at=c.started_at,
        approved_at=c.approved_at,
        last_at=last_at,
    )  # fmt: skip
