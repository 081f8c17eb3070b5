"""INS-SPECIAL."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, under_new_rules


@rule(
    id="INS-SPECIAL",
    title="专项检查部署不合规",
    subject="inspections",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "五"),
    needs=("category", "trigger", "plan_id", "started_at"),
    reading="2025年1月3日以后的专项检查，没有检查计划、计划不是专项检查计划、计划没有在检查当日以前（含当日）批准，"
    "或者检查不在计划起止日期以内（两日都含）的，列出。上级专项部署的不列。计划不在登记册的，无法判断。",
)
def special_without_plan(data: Tables) -> ir.Table:
    """Special inspections from 2025-01-03 without a special plan, before it was approved, or outside its days.

    Approved on the very day is in time; both ends of the plan are inside. What higher authority orders is left out. A
    plan that is not in the register cannot be judged.
    """
    n = data.plans
    plans = n.mutate(is_approved=data.happened(n, "plans", "approved_on"))
    i = look_up(
        inspections(data), "plan_id", plans, "plan_id", plan_kind="kind", plan_approved_on="approved_on",
        is_plan_approved="is_approved", plan_from_on="from_on", plan_to_on="to_on",
    )  # fmt: skip
    no_plan = ~data.happened(i, "inspections", "plan_id")
    unapproved = ~i.is_plan_approved | (i.plan_approved_on > i.started_on)
    outside = (i.started_on < i.plan_from_on) | (i.started_on > i.plan_to_on)
    wrong = ibis.cases((no_plan, ibis.literal(True)), else_=(i.plan_kind != "special") | unapproved | outside)
    special = (i.category == "special") & (i.trigger != "superior_special")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=special & under_new_rules(data, i) & wrong,
        explain="{started_on}专项检查，计划{plan_id}（{plan_kind}），批准日期{plan_approved_on}，"
        "期间{plan_from_on}至{plan_to_on}。",
        started_on=i.started_on,
        plan_id=i.plan_id,
        plan_kind=i.plan_kind.cases(
            ("annual", "年度检查计划"), ("random", "双随机抽查任务"), ("special", "专项检查计划"), else_="类型未记载"
        ),
        plan_approved_on=i.plan_approved_on,
        plan_from_on=i.plan_from_on,
        plan_to_on=i.plan_to_on,
    )
