"""CAM-FILING."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import PLAN, overdue, tasks


@rule(
    id="CAM-FILING",
    title="单位方案未制定/未备案",
    subject="campaign_tasks",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "制定实施方案并备案的要求"),
    needs=("kind", "due_on", "extended_to_on", "submitted_at"),
    reading="单位实施方案没有在期限以前（含当日）报送备案的，列出；批准延期的，以延期后的日期为准。"
    "至今没有报送而期限已过的同样列出。没有写明期限的不列；任务类型没有记载的，无法判断。",
)
def plan_not_filed(data: Tables) -> ir.Table:
    """A unit's own plan that was not filed by its day, that day included."""
    t = tasks(data)
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.due_on,
        hit=(t.kind == PLAN) & overdue(data, t, "submitted_at"),
        explain="单位实施方案应于{last_day}以前（含当日）报送备案，实际{submitted_at}。",
        due_on=t.due_on,
        last_day=t.last_day,
        submitted_at=t.submitted_at,
    )
