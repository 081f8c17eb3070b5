"""LIC-042-20D."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.permits import with_deductions, with_extension, with_start
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-042-20D",
    title="许可审批超期",
    subject="licences",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第四十二条、第八十二条"),
    needs=("acceptance", "accepted_on", "received_on", "decided_on", "result"),
    reading="已经受理的许可申请，从受理次日起20个工作日以内没有决定的，列出；统一或者联合办理的为45个工作日，"
    "另有法定特别期限的从其规定，至今没有决定而末日已过的同样列出，申请人撤回的不列。逾期告知补正的，"
    "从收到申请次日起算。延长在原末日以前（含当日）批准、并且书面告知理由的予以计算，最多10个工作日，"
    "统一或者联合办理的15个；听证、检验、专家评审等期间书面告知的予以扣除，重叠的只扣一次。延长、"
    "扣除期间的记载不全而可能影响结论的，无法判断。",
)
def decided_late(data: Tables) -> ir.Table:
    """Applications accepted, not withdrawn, and decided after the last day, or undecided with the last day past.

    20 working days from acceptance, which is not counted (joint handling 45, or the number another statute sets); from
    receipt where the papers were asked for too late. An extension counts up to 10 working days (joint 15) if approved
    by the last day and told with reasons; working days of a hearing, test or the like count if told in writing.
    """
    t = with_deductions(data, with_start(data, data.licences))
    scope = ibis.ifelse(t.is_joint, "joint", "default")
    usual_days = ibis.coalesce(t.statutory_days, data.days("licence_wd", t.runs_from_on, scope))
    t = t.mutate(
        limit_days=usual_days,
        most_extended_days=data.days("licence_extension_wd", t.runs_from_on, scope),
        original_day=nth_working_day(t.runs_from_on, usual_days + t.deducted_days),
    )
    t = with_extension(data, t, "original_day", "most_extended_days")
    spent_days = t.limit_days + t.deducted_days
    t = t.mutate(
        last_day=nth_working_day(t.runs_from_on, spent_days + t.extended_days),
        latest_day=nth_working_day(
            t.runs_from_on,
            spent_days + ibis.ifelse(t.is_extension_unsaid, t.most_extended_days, t.extended_days),
        ),
    )
    late = data.late(t, "licences", "decided_on", t.last_day)
    surely_late = data.late(t, "licences", "decided_on", t.latest_day)
    verdict = ibis.cases((surely_late, ibis.literal(True)), (~late, ibis.literal(False)), else_=ibis.null("boolean"))
    return judge(
        t,
        subject="licences",
        step_on=t.runs_from_on,
        hit=(t.acceptance == "accepted") & (t.result != "withdrawn") & verdict,
        explain="自{runs_from_on}起算，期限{limit_days}个工作日，依法扣除{deducted_days}个、批准延长{extended_days}个工作日，"
        "最迟应于{last_day}作出决定，实际决定日{decided_on}。",
        runs_from_on=t.runs_from_on,
        limit_days=t.limit_days,
        deducted_days=t.deducted_days,
        extended_days=t.extended_days,
        last_day=t.last_day,
        decided_on=t.decided_on,
    )
