"""CAM-DISC-FILE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import STANDARD, overdue, tasks


@rule(
    id="CAM-DISC-FILE",
    title="阶段性制度任务未按期完成备案",
    subject="campaign_tasks",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "制度修订、公布和备案的时限要求"),
    needs=("kind", "due_on", "extended_to_on", "standard_published_on", "standard_filed_on"),
    reading="裁量权基准修订等制度任务，没有在期限以前（含当日）公布，或者没有在期限以前（含当日）备案的，列出；"
    "批准延期的，以延期后的日期为准。至今没有完成而期限已过的同样列出。没有写明期限的不列。"
    "任务类型、公布日期或者备案日期不明而会影响结论的，无法判断。",
)
def standard_not_ready(data: Tables) -> ir.Table:
    """A standard the plan wants by a day that was not published, or not filed, by then. Both are needed."""
    t = tasks(data)
    unpublished = overdue(data, t, "standard_published_on")
    unfiled = overdue(data, t, "standard_filed_on")
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.due_on,
        hit=(t.kind == STANDARD) & (unpublished | unfiled),
        explain="制度任务应于{last_day}以前（含当日）公布并备案，实际公布{standard_published_on}，"
        "备案{standard_filed_on}；问题：{problem}。",
        problem=problems((unpublished, "没有按期公布"), (unfiled, "没有按期备案")),
        due_on=t.due_on,
        last_day=t.last_day,
        standard_published_on=t.standard_published_on,
        standard_filed_on=t.standard_filed_on,
    )
