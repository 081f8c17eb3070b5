"""CAM-REPORT-LATE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import PLAN, STANDARD, overdue, tasks


@rule(
    id="CAM-REPORT-LATE",
    title="材料迟报漏报",
    subject="campaign_tasks",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "材料报送的时限要求"),
    needs=("kind", "due_on", "extended_to_on", "submitted_at", "accepted_submission_at"),
    reading="自查报告、台账、月报、总结等材料没有在期限以前（含当日）报送的，列出；批准延期的，以延期后的日期为准。"
    "退回重报的，以合格报送的日期计；已经报送、还没有认定合格的，以首次报送的日期计。至今没有报送而期限已过的同样列出。"
    "没有写明期限的任务不列；单位方案备案、制度任务各有专门的规则，这里不列。",
)
def reported_late(data: Tables) -> ir.Table:
    """Reports and ledgers handed in after their day, or not at all; what was returned counts from its good version.

    The first submission is shown beside it. A task without a day due has nothing to be late for.
    """
    t = tasks(data)
    not_accepted = ~data.happened(t, "campaign_tasks", "accepted_submission_at")
    first_late = overdue(data, t, "submitted_at")
    late = ibis.cases(
        (t.accepted_submission_at.notnull(), overdue(data, t, "accepted_submission_at")),
        (not_accepted | (t.last_day >= data.today), first_late),
        else_=first_late | ibis.null("boolean"),
    )
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.due_on,
        hit=~t.kind.isin([PLAN, STANDARD]) & late,
        explain="{kind}应于{last_day}以前（含当日）报送，首次报送{submitted_at}，合格报送{accepted_submission_at}。",
        kind=t.kind,
        due_on=t.due_on,
        last_day=t.last_day,
        submitted_at=t.submitted_at,
        accepted_submission_at=t.accepted_submission_at,
    )
