"""CAM-DEADLINE-CONFLICT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-DEADLINE-CONFLICT",
    title="方案期限矛盾/已过期",
    subject="campaign_tasks",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("专项整治工作方案", "各项任务的完成期限"),
    needs=("plan_issued_on", "due_on"),
    reading="任务期限早于方案印发日期的，列出；两日相同的不列。补发、转发的方案，以原方案的成文日期为印发日期。"
    "没有写明期限的任务不列；印发日期没有记载的，无法判断。各阶段先后是否矛盾、与上级方案的期限是否冲突，不在这里比较。",
)
def due_before_the_plan(data: Tables) -> ir.Table:
    """A task that was due before its plan was issued.

    The order of the stages stands in the compiled plan, which says so itself; higher plans are in no table.
    """
    t = tasks(data)
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.plan_issued_on,
        hit=data.happened(t, "campaign_tasks", "due_on") & (t.due_on < t.plan_issued_on),
        explain="方案{plan_issued_on}印发，任务期限却是{due_on}。",
        plan_issued_on=t.plan_issued_on,
        due_on=t.due_on,
        kind=t.kind,
    )
