"""PEN-065-MINUTES."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-065-MINUTES",
    title="听证后决定早于笔录或未依笔录",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十三条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十五条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "hearing_held_on", "has_hearing_minutes"),
    reading="经过听证给予处罚的案件，没有听证笔录，或者决定早于听证举行日的，列出。听证当日作出决定的不列。"
    "有无听证笔录没有记载的，无法判断。",
)  # fmt: skip
def decided_without_minutes(data: Tables) -> ir.Table:
    """Punished after a hearing of which there are no minutes, or punished before the hearing was held.

    A decision on the day of the hearing is in order.
    """
    p = data.penalties
    held = data.happened(p, "penalties", "hearing_held_on")
    too_soon = data.after(p, "penalties", "hearing_held_on", "decided_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & held & (~p.has_hearing_minutes | too_soon),
        explain="{hearing_held_on}举行听证，有听证笔录：{has_hearing_minutes}，{decided_on}作出处罚决定。问题：{problem}。",
        problem=problems(
            (~p.has_hearing_minutes, "没有听证笔录"),
            (too_soon, "决定早于听证"),
        ),
        hearing_held_on=p.hearing_held_on,
        has_hearing_minutes=p.has_hearing_minutes,
        decided_on=p.decided_on,
    )
