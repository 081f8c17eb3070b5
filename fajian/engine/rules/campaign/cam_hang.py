"""CAM-HANG."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-HANG",
    title="挂牌督办事项超期/未销号",
    subject="supervisions",
    certainty="确定",
    severity="较重",
    wording="未按规定",
    basis=(
        law("专项整治工作方案", "挂牌督办的要求", until="2026-01-31"),
        law("行政执法监督条例", "第二十条第三款", since="2026-02-01"),
    ),
    needs=("kind", "issued_on", "due_on", "progressed_on", "closed_on", "close_approver"),
    reading="挂牌督办事项有下列情形之一的，列出：没有在期限以前（含当日）摘牌；已经摘牌而没有批准人；"
    "还没有摘牌，而自最近一次进展（没有进展的自制发）起满1个月仍没有进展，1个月可由地方另定。没有写明期限的，"
    "不看是否超期。经批准延期的，期限一栏应当填延期后的日期。没有进展而制发日期没有记载的，无法判断。",
)
def hanging_on(data: Tables) -> ir.Table:
    """A listed case that is overdue, was closed without an approver, or is open without progress for a month."""
    v = data.supervisions
    since = ibis.cases(
        (v.progressed_on.notnull(), v.progressed_on),
        (~data.happened(v, "supervisions", "progressed_on"), v.issued_on),
        else_=ibis.null("date"),
    )
    v = v.mutate(progress_due_on=months_after(since, data.days("hang_progress_months", data.today)))
    closed = data.happened(v, "supervisions", "closed_on")
    late = data.happened(v, "supervisions", "due_on") & data.late(v, "supervisions", "closed_on", v.due_on)
    unapproved = closed & ~data.happened(v, "supervisions", "close_approver")
    idle = ~closed & (v.progress_due_on < data.today)
    return judge(
        v,
        subject="supervisions",
        step_on=v.issued_on,
        hit=(v.kind == "hang") & (late | unapproved | idle),
        explain="{issued_on}挂牌督办，期限{due_on}，最近进展{progressed_on}，摘牌{closed_on}，批准人{close_approver}；"
        "问题：{problem}。",
        problem=problems((late, "没有按期摘牌"), (unapproved, "摘牌没有批准人"), (idle, "超过间隔没有进展")),
        issued_on=v.issued_on,
        due_on=v.due_on,
        progressed_on=v.progressed_on,
        progress_due_on=v.progress_due_on,
        closed_on=v.closed_on,
        close_approver=v.close_approver,
    )
