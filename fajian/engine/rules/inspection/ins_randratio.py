"""INS-RANDRATIO."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="INS-RANDRATIO",
    title="抽查比例/完成率不达计划",
    subject="plans",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("国发〔2019〕5号 双随机、一公开意见", "（年度抽查工作计划）"),
    needs=("due_on", "planned_count", "done_count"),
    reading="完成期限已过的检查计划，完成数少于计划数，又没有经批准调整的，列出。期限当日还没有过期；"
    "没有完成期限的计划不列。计划数、完成数没有记载的，无法判断。",
)
def plan_not_met(data: Tables) -> ir.Table:
    """Plans past their last day of which less was done than planned, without an approved change.

    The last day is not yet past. A plan without a last day is left out.
    """
    n = data.plans
    due = data.happened(n, "plans", "due_on") & (n.due_on < data.today)
    return judge(
        n,
        subject="plans",
        step_on=n.due_on,
        hit=due & ~n.is_adjusted & (n.done_count < n.planned_count),
        explain="{title}计划检查{planned_count}户次，至{due_on}应完成，实际完成{done_count}户次。",
        title=n.title,
        kind=n.kind,
        planned_count=n.planned_count,
        due_on=n.due_on,
        done_count=n.done_count,
    )
