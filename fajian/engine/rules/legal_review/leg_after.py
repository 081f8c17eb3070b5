"""LEG-AFTER."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="LEG-AFTER",
    title="审核在决定之后",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十八条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十八条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "reviewed_on"),
    reading="给予处罚的案件（含当场处罚），法制审核日期晚于处罚决定日的，列出。同一日的视为先审核后决定。",
)
def reviewed_after_the_decision(data: Tables) -> ir.Table:
    """Punished, and the last legal opinion came after the decision. The same day is in time: the hour is not recorded.

    Also on the spot: whoever has a review made has it made before deciding.
    """
    p = data.penalties
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & data.after(p, "penalties", "reviewed_on", "decided_on"),
        explain="{decided_on}作出处罚决定，法制审核意见日期为{reviewed_on}，晚于决定日。",
        decided_on=p.decided_on,
        reviewed_on=p.reviewed_on,
    )
