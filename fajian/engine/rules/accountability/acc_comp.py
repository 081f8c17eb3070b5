"""ACC-COMP."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, months_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="ACC-COMP",
    title="国家赔偿处理超期/未追偿",
    subject="reviews_and_suits",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("国家赔偿法(2012修正)", "第十三条、第十六条"),
    needs=("kind", "applied_on", "decided_on", "served_on", "paid_on", "recourse_reviewed_on"),
    reading="国家赔偿申请有下列情形之一的列出：从申请次日起2个月以内没有决定；从决定次日起10日以内没有送达；"
    "支付以后3个月以内没有审查追偿。2个月和10日的末日遇休息日顺延，10日为自然日；追偿的3个月不顺延，可由地方另定。"
    "至今没有办理而末日已过的同样列出。已有后续日期而决定、送达日期没有记载的，无法判断。",
)
def compensation_late(data: Tables) -> ir.Table:
    """Claims for compensation decided after two months, served after 10 more days, or paid without recourse.

    Months and days are the calendar's, rolled over rest days. Recourse must be looked at within three months of
    payment, not rolled (a local number).
    """
    r = data.reviews_and_suits
    r = r.filter(r.kind == "compensation")
    r = r.mutate(
        decide_by=rolled(months_after(r.applied_on, data.days("compensation_months", r.applied_on))),
        serve_by=rolled(days_after(r.decided_on, data.days("compensation_service_days", r.decided_on))),
        recourse_by=months_after(r.paid_on, data.days("recourse_months", r.paid_on)),
    )
    table = "reviews_and_suits"
    applied = data.happened(r, table, "applied_on") & data.late(r, table, "decided_on", r.decide_by)
    decided = data.happened(r, table, "decided_on") & data.late(r, table, "served_on", r.serve_by)
    paid = data.happened(r, table, "paid_on") & data.late(r, table, "recourse_reviewed_on", r.recourse_by)
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.applied_on,
        hit=applied | decided | paid,
        explain="{applied_on}申请赔偿，最迟应于{decide_by}决定，实际{decided_on}；最迟应于{serve_by}送达，实际{served_on}；"
        "{paid_on}支付，最迟应于{recourse_by}审查追偿，实际{recourse_reviewed_on}。",
        applied_on=r.applied_on,
        decide_by=r.decide_by,
        decided_on=r.decided_on,
        serve_by=r.serve_by,
        served_on=r.served_on,
        paid_on=r.paid_on,
        recourse_by=r.recourse_by,
        recourse_reviewed_on=r.recourse_reviewed_on,
    )
