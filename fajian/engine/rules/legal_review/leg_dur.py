"""LEG-DUR."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LEG-DUR",
    title="法制审核超时",
    subject="penalties",
    certainty="确定(条件)",
    severity="提示",
    wording="未按规定",
    basis=law("市场监督管理行政处罚程序规定", "法制审核期限（10个工作日，可由地方另定）"),
    needs=("review_submitted_on", "reviewed_on"),
    reading="送法制审核以后，从次日起第10个工作日以内没有审核意见的，列出，不论案件结果如何；末日当日视为及时。"
    "10个工作日是市场监管的规定，可由地方另定。已经审核而送审日期没有记载的，无法判断。",
)  # fmt: skip
def review_took_too_long(data: Tables) -> ir.Table:
    """Papers given to the legal reviewer without an opinion by the tenth working day after.

    The ten days are those of market regulation (a parameter). Reviewed, but nobody wrote down when the papers were
    given: unknown. Whatever the case came to.
    """
    p = data.penalties
    days = data.days("legal_review_wd", p.review_submitted_on)
    t = p.mutate(limit_days=days, last_day=nth_working_day(p.review_submitted_on, days))
    given = data.happened(t, "penalties", "review_submitted_on")
    reviewed = data.happened(t, "penalties", "reviewed_on")
    day_unsaid = ibis.ifelse(~given & reviewed, ibis.null("boolean"), given)
    return judge(
        t,
        subject="penalties",
        step_on=t.review_submitted_on,
        hit=day_unsaid & data.late(t, "penalties", "reviewed_on", t.last_day),
        explain="{review_submitted_on}送法制审核，最迟应于{last_day}出具意见（{limit_days}个工作日），实际审核日期{reviewed_on}。",
        review_submitted_on=t.review_submitted_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        reviewed_on=t.reviewed_on,
    )
