"""RVW-ANALYSE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.remedies import KINDS, LOST
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-ANALYSE",
    title="被纠错案件未一案一剖析",
    subject="reviews_and_suits",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "一案一剖析、一案一总结的要求"),
    needs=("kind", "result", "effective_on", "analysed_on"),
    reading="行政复议、行政诉讼的结果为变更、撤销、撤销并责令重作、确认违法、确认无效、责令履行，自生效次日起30日以内没有剖析整改的，"
    "列出；末日遇休息日顺延，30日可由地方另定；至今没有剖析而末日已过的同样列出。没有生效的不列；"
    "调解、撤回而实际纠错的，由人工列入。结果没有记载的，无法判断。从哪一年的案件看起，以方案的回看范围为准。",
)
def not_analysed(data: Tables) -> ir.Table:
    """A review or suit lost, with effect, that was not analysed in 30 days (rolled, a local number).

    How far back a campaign looks is its own affair: findings before its first day are left out there.
    """
    r = data.reviews_and_suits
    days = data.days("analysis_days", r.effective_on)
    r = r.mutate(limit_days=days, last_day=rolled(days_after(r.effective_on, days)))
    in_effect = data.happened(r, "reviews_and_suits", "effective_on")
    late = data.late(r, "reviews_and_suits", "analysed_on", r.last_day)
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.effective_on,
        hit=r.kind.isin(KINDS) & r.result.isin(LOST) & in_effect & late,
        explain="{kind}结果为{result}，{effective_on}生效，最迟应于{last_day}（次日起第{limit_days}日）完成剖析整改，实际{analysed_on}。",
        kind=r.kind,
        result=r.result,
        effective_on=r.effective_on,
        limit_days=r.limit_days,
        last_day=r.last_day,
        analysed_on=r.analysed_on,
    )
