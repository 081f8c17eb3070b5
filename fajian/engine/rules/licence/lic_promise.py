"""LIC-PROMISE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.permits import with_deductions, with_start
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-PROMISE",
    title="超承诺时限",
    subject="licences",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("优化营商环境条例", "第三十六条第二款"),
    needs=("acceptance", "accepted_on", "received_on", "decided_on", "promised_days", "overdue_explained_on"),
    reading="已经受理的许可办件，决定晚于承诺办理期限，又没有公开说明理由的，列出。"
    "期限按工作日从受理次日起算（逾期告知补正的从收到申请次日起算），书面告知的听证、检验等期间予以扣除，延长不计算。"
    "还没有决定的不列；承诺期限没有记载的，无法判断。同时超过法定期限的，由“许可审批超期”另行列出。",
)
def promise_broken(data: Tables) -> ir.Table:
    """Decided later than the agency promises in its guide, and no reason was made public.

    Working days from acceptance as in LIC-042-20D, whose deductions count here too; extensions do not. What is over the
    statutory limit as well is LIC-042-20D's too.
    """
    t = with_deductions(data, with_start(data, data.licences))
    t = t.mutate(last_day=nth_working_day(t.runs_from_on, t.promised_days + t.deducted_days))
    late = data.happened(t, "licences", "decided_on") & (t.decided_on > t.last_day)
    return judge(
        t,
        subject="licences",
        step_on=t.runs_from_on,
        hit=(t.acceptance == "accepted") & late & ~data.happened(t, "licences", "overdue_explained_on"),
        explain="自{runs_from_on}起算，承诺{promised_days}个工作日，依法扣除{deducted_days}个，最迟应于{last_day}决定，"
        "实际{decided_on}；公开说明理由日期{overdue_explained_on}。",
        runs_from_on=t.runs_from_on,
        promised_days=t.promised_days,
        deducted_days=t.deducted_days,
        last_day=t.last_day,
        decided_on=t.decided_on,
        overdue_explained_on=t.overdue_explained_on,
    )
