"""TRA-SEIZED."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-SEIZED",
    title="涉案财物未一并移送",
    subject="transfers",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第十二条；行政强制法第二十一条"),
    needs=("police_filed_on", "has_goods", "goods_handed_on", "party_told_on"),
    reading="收到公安机关立案通知、有涉案财物的案件，从次日起3日以内没有移交财物，或者没有书面告知当事人的，列出。"
    "3日为自然日，末日遇休息日顺延；至今没有移交而末日已过的同样列出。有无涉案财物没有记载的，无法判断。",
)  # fmt: skip
def goods_not_handed_over(data: Tables) -> ir.Table:
    """Goods not handed over within three days of the news that police opened a case, or the party not told of it.

    Calendar days, rolled over rest days.
    """
    t = data.transfers
    t = t.mutate(last_day=rolled(days_after(t.police_filed_on, data.days("transfer_days", t.police_filed_on))))
    filed = data.happened(t, "transfers", "police_filed_on")
    told = data.happened(t, "transfers", "party_told_on")
    late = data.late(t, "transfers", "goods_handed_on", t.last_day)
    return judge(
        t,
        subject="transfers",
        step_on=t.police_filed_on,
        hit=filed & t.has_goods & (late | ~told),
        explain="{police_filed_on}收到立案通知，最迟应于{last_day}移交涉案财物（3日，遇休息日顺延），实际移交{goods_handed_on}；书面告知当事人{party_told_on}。问题：{problem}。",
        problem=problems(
            (late, "未按期移交"),
            (~told, "没有书面告知当事人"),
        ),
        police_filed_on=t.police_filed_on,
        last_day=t.last_day,
        goods_handed_on=t.goods_handed_on,
        party_told_on=t.party_told_on,
    )
