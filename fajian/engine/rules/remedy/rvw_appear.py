"""RVW-APPEAR."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-APPEAR",
    title="负责人未出庭应诉/听证",
    subject="reviews_and_suits",
    certainty="确定(条件)",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政诉讼法(2017修正)", "第三条第三款；行政复议法(2023)第五十一条第三款"),
    needs=("hearing_on", "has_leader_attended", "absence_reason", "has_delegate"),
    reading="已经开庭或者听证的复议、诉讼案件，负责人没有出庭，而没有记载未出庭理由的，或者没有委托工作人员出庭的，"
    "列出；既有理由又委托了工作人员的不列。开庭日期在筛查日以后的不列。负责人是否出庭没有记载的，无法判断。",
)
def head_absent(data: Tables) -> ir.Table:
    """A day in court or at a hearing to which the head did not come, and gave no reason or sent nobody.

    Both a reason and somebody sent are needed. Days still to come are left out.
    """
    r = data.reviews_and_suits
    held = data.happened(r, "reviews_and_suits", "hearing_on") & (r.hearing_on <= data.today)
    no_reason = ~data.happened(r, "reviews_and_suits", "absence_reason")
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.hearing_on,
        hit=held & ~r.has_leader_attended & (no_reason | ~r.has_delegate),
        explain="{hearing_on}开庭或听证，负责人出庭：{has_leader_attended}，未出庭理由：{absence_reason}，委托工作人员：{has_delegate}。",
        hearing_on=r.hearing_on,
        has_leader_attended=r.has_leader_attended,
        absence_reason=r.absence_reason,
        has_delegate=r.has_delegate,
    )
