"""CAM-ISSUE-OVERDUE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import extended


@rule(
    id="CAM-ISSUE-OVERDUE",
    title="整改超期未销号",
    subject="ledger_issues",
    certainty="确定",
    severity="较重",
    wording="未按规定",
    basis=law("专项整治工作方案", "整改时限与销号管理的要求"),
    needs=("due_on", "extended_to_on", "status", "closed_on"),
    reading="问题没有在整改时限以前（含当日）销号的，列出；批准延期的，以延期后的日期为准。"
    "申请销号还没有核准的，仍算没有销号；至今没有销号而时限已过的同样列出。没有整改时限的，"
    "由“台账四定要素缺失”列出；长期坚持的不列。状态为已销号而没有销号日期的，无法判断。",
)
def not_put_right_in_time(data: Tables) -> ir.Table:
    """A problem struck off after its day, or still open when that is past. To have applied is not enough."""
    i = data.ledger_issues
    i = i.mutate(last_day=extended(data, i, "ledger_issues"))
    undated = (i.status == "closed").fill_null(False) & i.closed_on.isnull()
    late = ibis.ifelse(undated, ibis.null("boolean"), data.late(i, "ledger_issues", "closed_on", i.last_day))
    return judge(
        i,
        subject="ledger_issues",
        step_on=i.due_on,
        hit=(i.status != "standing") & data.happened(i, "ledger_issues", "due_on") & late,
        explain="问题（{category}）应于{last_day}以前（含当日）完成整改并销号，现状态{status}，实际销号{closed_on}。",
        category=i.category,
        due_on=i.due_on,
        last_day=i.last_day,
        status=i.status,
        closed_on=i.closed_on,
    )
