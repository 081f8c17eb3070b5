"""RVW-LIT15."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-LIT15",
    title="应诉举证超期",
    subject="reviews_and_suits",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政诉讼法(2017修正)", "第六十七条"),
    needs=("kind", "copy_received_on", "evidence_on", "evidence_extended_to_on", "ended_on"),
    reading="行政诉讼案件，从收到起诉状副本次日起15日以内没有举证的，列出；15日为自然日，末日遇休息日顺延，"
    "法院准予延期的以延期日为准、不顺延。至今没有举证而末日已过的同样列出；案件已经结束而举证日期没有记载的，"
    "无法判断。",
)
def evidence_late(data: Tables) -> ir.Table:
    """Suits in which evidence came later than 15 days after the copy, or after the day the court extended it to.

    Calendar days, rolled over rest days; the court's day is not rolled.
    """
    r = data.reviews_and_suits
    r = r.filter(r.kind == "suit")
    usual = rolled(days_after(r.copy_received_on, data.days("suit_answer_days", r.copy_received_on)))
    r = r.mutate(last_day=ibis.coalesce(r.evidence_extended_to_on, usual))
    received = data.happened(r, "reviews_and_suits", "copy_received_on")
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.copy_received_on,
        hit=received & data.late(r, "reviews_and_suits", "evidence_on", r.last_day),
        explain="{copy_received_on}收到起诉状副本，最迟应于{last_day}举证（法院准予延期至{evidence_extended_to_on}），实际{evidence_on}。",
        copy_received_on=r.copy_received_on,
        last_day=r.last_day,
        evidence_extended_to_on=r.evidence_extended_to_on,
        evidence_on=r.evidence_on,
    )
