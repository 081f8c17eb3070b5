"""RVW-OPINION."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-OPINION",
    title="复议意见书60日未报纠正情况",
    subject="reviews_and_suits",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政复议法(2023)", "第七十六条", since="2024-01-01"),
    needs=("opinion_received_on", "opinion_reported_on"),
    reading="2024年1月1日以后收到的行政复议意见书，从次日起60日以内没有报送纠正情况的，列出；60日为自然日，"
    "末日遇休息日顺延，至今没有报送而末日已过的同样列出。此前收到的不列。",
)
def opinion_unanswered(data: Tables) -> ir.Table:
    """Opinions of the review body, received from 2024-01-01, to which the agency did not report within 60 days.

    Calendar days, rolled over rest days.
    """
    r = data.reviews_and_suits
    days = data.days("review_opinion_days", r.opinion_received_on)
    r = r.mutate(last_day=rolled(days_after(r.opinion_received_on, days)))
    received = data.happened(r, "reviews_and_suits", "opinion_received_on")
    before = r.opinion_received_on.notnull() & days.isnull()
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.opinion_received_on,
        hit=received & ~before & data.late(r, "reviews_and_suits", "opinion_reported_on", r.last_day),
        explain="{opinion_received_on}收到复议意见书，最迟应于{last_day}报送纠正情况（60日），实际{opinion_reported_on}。",
        opinion_received_on=r.opinion_received_on,
        last_day=r.last_day,
        opinion_reported_on=r.opinion_reported_on,
    )
