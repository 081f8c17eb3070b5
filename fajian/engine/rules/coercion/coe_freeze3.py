"""COE-FREEZE3."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-FREEZE3",
    title="冻结决定书未3个工作日内交付",
    subject="coercions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第三十一条、第六十九条", since="2012-01-01"),
    needs=("kind", "started_at", "delivered_on"),
    reading="冻结存款、汇款以后，从次日起第3个工作日以内没有向当事人交付冻结决定书的，列出；末日当日视为及时。"
    "已经解除或者办结而交付日期没有记载的，无法判断。",
)  # fmt: skip
def freeze_told_late(data: Tables) -> ir.Table:
    """Freezes whose decision the party did not get by the third working day after."""
    c = data.coercions.mutate(started_on=data.coercions.started_at.date())
    t = c.mutate(last_day=nth_working_day(c.started_on, data.days("freeze_service_wd", c.started_on)))
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=(t.kind == "freeze") & data.late(t, "coercions", "delivered_on", t.last_day),
        explain="{started_on}冻结，最迟应于{last_day}向当事人交付冻结决定书（3个工作日），实际交付日期{delivered_on}。",
        started_on=t.started_on,
        last_day=t.last_day,
        delivered_on=t.delivered_on,
    )
