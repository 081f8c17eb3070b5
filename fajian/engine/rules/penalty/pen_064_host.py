"""PEN-064-HOST."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.certificates import same_person
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-064-HOST",
    title="听证主持人为本案调查人员",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十二条第一款第（四）项", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十四条第（四）项", since="2021-07-15"),
    ),
    needs=("hearing_held_on",),
    reading="举行听证的案件，听证主持人同时是本案调查人员的，列出。主持人或者调查人员没有记载，"
    "或者有人没有人员编号的，无法判断，但已有记载足以认定是同一人的仍然列出。",
)
def hosted_by_an_investigator(data: Tables) -> ir.Table:
    """A hearing presided over by one of those who investigated the case.

    Where no host or no investigator is on the sheet, or one of them has no number, the case cannot be judged, unless
    another row already shows the same person in both roles.
    """
    p = data.penalties
    t = same_person(data, p, "penalty_id", "penalty", "host", "investigator")
    held = data.happened(t, "penalties", "hearing_held_on")
    return judge(
        t,
        subject="penalties",
        step_on=t.hearing_held_on,
        hit=held & t.is_same,
        explain="{hearing_held_on}举行的听证，主持人{both_id}同时是本案调查人员。",
        hearing_held_on=t.hearing_held_on,
        both_id=t.both_id,
    )
