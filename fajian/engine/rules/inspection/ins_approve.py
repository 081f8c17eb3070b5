"""INS-APPROVE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, under_new_rules


@rule(
    id="INS-APPROVE",
    title="检查未经负责人批准",
    subject="inspections",
    certainty="确定",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "四"),
    needs=("started_at", "has_plan_doc", "approved_at", "is_urgent"),
    reading="2025年1月3日以后的检查，没有检查方案的，或者开始检查以前没有批准的，列出；因投诉举报、"
    "上级交办的检查同样需要批准，恰在开始时批准的视为及时。紧急检查可以补办批准，"
    "从开始次日起第2个工作日以内没有批准的列出，2个工作日可由地方另定。有无检查方案没有记载的，无法判断。",
)
def not_approved(data: Tables) -> ir.Table:
    """Inspections without a plan, or not approved before they began.

    From 2025-01-03. Urgent ones may be approved afterwards, by the 2nd working day after the start. Inspections upon a
    complaint or an order from above need approval too. Approved at the very moment of the start is in time.
    """
    i = inspections(data)
    days = data.days("urgent_wd", i.started_on)
    i = i.mutate(limit_days=days, last_day=nth_working_day(i.started_on, days))
    approved = data.happened(i, "inspections", "approved_at")
    unapproved = ibis.ifelse(i.approved_at.notnull(), i.approved_at > i.started_at, ~approved)
    too_late = ibis.cases(
        (i.approved_at.notnull(), i.approved_at.cast("date") > i.last_day),
        (i.last_day >= data.today, ibis.literal(False)),
        else_=~approved,
    )
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=under_new_rules(data, i) & (~i.has_plan_doc | (~i.is_urgent & unapproved) | (i.is_urgent & too_late)),
        explain="{started_at}开始检查；有检查方案：{has_plan_doc}，批准时间{approved_at}，紧急检查：{is_urgent}"
        "（紧急的最迟于{last_day}补办，即次日起第{limit_days}个工作日）。",
        started_at=i.started_at,
        has_plan_doc=i.has_plan_doc,
        approved_at=i.approved_at,
        is_urgent=i.is_urgent,
        limit_days=i.limit_days,
        last_day=i.last_day,
    )
