"""LEG-SELF."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.certificates import same_person
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="LEG-SELF",
    title="审核人与承办人重合",
    subject="penalties",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条、第三十八条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十七条、第五十八条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "reviewed_on"),
    reading="给予处罚的案件，法制审核人员同时是本案调查人员的，列出。审核人员或者调查人员没有记载，"
    "或者有人没有人员编号的，无法判断，但已有记载足以认定是同一人的仍然列出。",
)  # fmt: skip
def reviewed_by_an_investigator(data: Tables) -> ir.Table:
    """Punished after a legal review by one of those who investigated the case.

    Where no reviewer or no investigator is on the sheet, or one of them has no number, the case cannot be judged,
    unless another row already shows the same person in both roles.
    """
    t = same_person(data, data.penalties, "penalty_id", "penalty", "reviewer", "investigator")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & data.happened(t, "penalties", "reviewed_on") & t.is_same,
        explain="{reviewed_on}的法制审核由{both_id}作出，该人员同时是本案调查人员；{decided_on}作出处罚决定。",
        reviewed_on=t.reviewed_on,
        both_id=t.both_id,
        decided_on=t.decided_on,
    )
