"""LEG-FAIL."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="LEG-FAIL",
    title="审核不同意仍作出决定",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十八条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十八条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "reviewed_on", "review_opinion", "is_review_amended"),
    reading="在决定日以前（含当日）的最后一次法制审核意见不是“同意”，也不是“修改后同意”且已经按意见修改，"
    "仍然给予处罚的，列出；退回补充不算同意。审核晚于决定的，由“审核在决定之后”列出。"
    "审核意见或者是否已经修改没有记载的，无法判断。",
)  # fmt: skip
def decided_against_the_opinion(data: Tables) -> ir.Table:
    """Punished though the last legal opinion, given by the day of the decision, was not in favour.

    In favour: 同意, or 修改后同意 with the draft amended as asked. Sent back (退回补充) is not in favour. An opinion
    after the decision is LEG-AFTER.
    """
    p = data.penalties
    given = data.happened(p, "penalties", "reviewed_on") & (p.reviewed_on <= p.decided_on)
    opinion = p.review_opinion
    passed = (opinion == "agree") | ((opinion == "agree_if_amended") & p.is_review_amended)
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & given & ~passed,
        explain="{reviewed_on}法制审核意见为“{review_opinion}”，已按意见修改：{is_review_amended}，{decided_on}仍作出处罚决定。",
        reviewed_on=p.reviewed_on,
        review_opinion=p.review_opinion,
        is_review_amended=p.is_review_amended,
        decided_on=p.decided_on,
    )
