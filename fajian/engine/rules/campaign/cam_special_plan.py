"""CAM-SPECIAL-PLAN."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

# The first day of 行政执法监督条例; before it nothing was called 专项监督 in this sense.
SINCE = "2026-02-01"


@rule(
    id="CAM-SPECIAL-PLAN",
    title="专项监督无方案或未报批",
    subject="campaign_tasks",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法监督条例", "第二十一条第二款", since=SINCE),
    needs=("is_special_supervision", "plan_issued_on", "plan_approved_on"),
    reading="2026年2月1日以后印发方案开展专项监督，没有方案批准日期的，每个活动列一次。专项整治不是专项监督的，"
    "是否专项监督一栏填否或者留空，不列。专项监督由省级以上监督机构开展；市县标为专项监督的，应当核对是否落实上级部署，"
    "表中没有这一栏，不据此列出。责任部门、监督重点、进度安排和工作要求是否写全，看方案原文，不在这里比较。"
    "方案印发日期没有记载而又没有批准日期的，无法判断。",
)
def not_approved(data: Tables) -> ir.Table:
    """Special supervision without the government's approval of its plan. Record: the campaign.

    Only plans issued since the Regulation is in force. A city's or county's campaign is no special supervision unless
    it says so; whether it carries out that of a higher level stands in no table, so its level is shown, not judged.
    """
    t = data.campaign_tasks
    t = t.filter(t.is_special_supervision.fill_null(True))
    t = t.mutate(is_approved=data.happened(t, "campaign_tasks", "plan_approved_on"))
    c = t.group_by("campaign_id").aggregate(
        plan_issued_on=t.plan_issued_on.min(),
        organiser_level=t.organiser_level.max(),
        approved=t.is_approved.any(),
        unsaid=t.is_approved.isnull().any() | t.is_special_supervision.isnull().any(),
    )
    missing = ibis.cases((c.approved, ibis.literal(False)), (c.unsaid, ibis.null("boolean")), else_=ibis.literal(True))
    return judge(
        c,
        subject="campaign_tasks",
        record_id=c.campaign_id,
        agency_id=ibis.null("string"),
        step_on=c.plan_issued_on,
        hit=(c.plan_issued_on >= ibis.literal(SINCE).cast("date")) & missing,
        explain="{plan_issued_on}印发方案开展专项监督（组织层级：{organiser_level}），没有记载本级政府批准方案的日期。",
        plan_issued_on=c.plan_issued_on,
        organiser_level=c.organiser_level,
    )
