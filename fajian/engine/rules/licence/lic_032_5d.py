"""LIC-032-5D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-032-5D",
    title="补正未5日内一次告知/多次补正",
    subject="licences",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第三十二条第一款第四项、第八十二条"),
    needs=("received_on", "correction_notice_on", "correction_notices"),
    reading="许可申请首次告知补正晚于收到申请次日起第5个工作日的，或者告知补正超过一次的，列出；"
    "末日当日告知视为及时。第二次告知是否因为申请人提交了新材料，由人工判断。",
)
def asked_late_or_twice(data: Tables) -> ir.Table:
    """The applicant was first asked to complete the papers after the 5th working day, or was asked more than once.

    The day the papers came in is not counted. Whether a second notice was due to new papers is for people to judge.
    """
    t = data.licences
    t = t.mutate(last_day=nth_working_day(t.received_on, data.days("licence_correction_wd", t.received_on)))
    late = data.happened(t, "licences", "correction_notice_on") & (t.correction_notice_on > t.last_day)
    return judge(
        t,
        subject="licences",
        step_on=t.correction_notice_on,
        hit=late | (t.correction_notices > 1),
        explain="{received_on}收到申请材料，最迟应于{last_day}一次告知补正（次日起第5个工作日），首次告知补正日期{correction_notice_on}，"
        "共告知补正{correction_notices}次。",
        received_on=t.received_on,
        last_day=t.last_day,
        correction_notice_on=t.correction_notice_on,
        correction_notices=t.correction_notices,
    )
