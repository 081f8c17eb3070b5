"""PEN-045-REVIEW."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-045-REVIEW",
    title="未复核陈述申辩",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十二条第一款", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十五条第一款", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "defence_on", "defence_reviewed_on", "has_defence_reply"),
    reading="当事人作过陈述申辩而给予处罚的案件，没有复核、复核晚于决定日，或者没有说明采纳与否的理由的，列出。"
    "决定当日复核的，视为及时。",
)  # fmt: skip
def defence_not_reviewed(data: Tables) -> ir.Table:
    """Punished though the party's statement was not reviewed, or only after the decision, or without saying why.

    A review on the day of the decision is in time.
    """
    p = data.penalties
    made = data.happened(p, "penalties", "defence_on")
    reviewed = data.happened(p, "penalties", "defence_reviewed_on")
    too_late = data.after(p, "penalties", "defence_reviewed_on", "decided_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & made & (~reviewed | ~p.has_defence_reply | too_late),
        explain="当事人{defence_on}陈述申辩，复核日期{defence_reviewed_on}，说明采纳与否的理由：{has_defence_reply}，{decided_on}作出处罚决定。问题：{problem}。",
        problem=problems(
            (~reviewed, "没有复核"),
            (~p.has_defence_reply, "没有说明理由"),
            (too_late, "复核晚于决定"),
        ),
        defence_on=p.defence_on,
        defence_reviewed_on=p.defence_reviewed_on,
        has_defence_reply=p.has_defence_reply,
        decided_on=p.decided_on,
    )
