"""CAM-RESP-MISSING."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-RESP-MISSING",
    title="任务无牵头或责任单位",
    subject="campaign_tasks",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("专项整治工作方案", "任务分工"),
    needs=("agency_id", "lead_agency_id"),
    reading="任务既没有责任单位、也没有牵头单位的，列出；有其中一个的不列，因为不少方案只写责任单位或者只写牵头单位。"
    "责任单位写“各行政执法单位”的，应当展开为具体名单，没有展开的视为没有。任务表没有这两栏的，无法判断。",
)
def nobody_named(data: Tables) -> ir.Table:
    """A task for which neither a unit nor a leading unit is named.

    One of the two is enough: many plans name only those who do it. “All units” has to be spelt out as a list.
    """
    t = tasks(data)
    nobody = ~data.happened(t, "campaign_tasks", "agency_id") & ~data.happened(t, "campaign_tasks", "lead_agency_id")
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.plan_issued_on,
        hit=nobody,
        explain="任务（{kind}，期限{due_on}）没有责任单位，也没有牵头单位。",
        kind=t.kind,
        due_on=t.due_on,
    )
