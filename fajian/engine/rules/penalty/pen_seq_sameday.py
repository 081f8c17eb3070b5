"""PEN-SEQ-SAMEDAY."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-SEQ-SAMEDAY",
    title="立案、告知、决定同日完成",
    subject="penalties",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十二条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十四条、第四十五条、第五十七条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "notice_served_on", "decided_on", "defence_waived_on"),
    reading="普通程序给予处罚的案件，处罚告知送达当日就作出决定，又没有放弃陈述申辩记载的，列为线索："
    "当事人没有时间申辩，或者文书可能是事后补作的，由人工核对。",
)  # fmt: skip
def told_and_decided_on_one_day(data: Tables) -> ir.Table:
    """Ordinary cases decided on the very day the notice was served, without a waiver of the defence.

    The party had no time to answer; or the papers were made up afterwards.
    """
    p = data.penalties
    noticed = data.happened(p, "penalties", "notice_served_on")
    waived = data.happened(p, "penalties", "defence_waived_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & noticed & (p.notice_served_on == p.decided_on) & ~waived,
        explain="{filed_on}立案，{notice_served_on}送达处罚告知，当日（{decided_on}）即作出处罚决定，没有放弃陈述申辩的记载。",
        filed_on=p.filed_on,
        notice_served_on=p.notice_served_on,
        decided_on=p.decided_on,
    )
