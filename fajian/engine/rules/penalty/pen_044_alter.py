"""PEN-044-ALTER."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import adds_any
from fajian.engine.rules.hearings import fine_yuan, notice_fine_yuan
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-044-ALTER",
    title="决定重于告知且未重新告知",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十一条、第四十一条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十四条、第六十二条、第四十五条第二款", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "notice_served_on", "notice_penalty_kinds", "notice_fine_yuan",
           "penalty_kinds", "fine_yuan", "renotice_served_on"),
    reading="普通程序给予处罚的案件，决定比告知多了处罚种类，或者罚款高于告知的数额，而没有再次告知的，列出。"
    "罚款低于告知、种类减少的，不需要再次告知。没有告知的，由“未事先告知即作出决定”列出，本条不重复列。",
)  # fmt: skip
def heavier_than_announced(data: Tables) -> ir.Table:
    """The decision has a kind of penalty or a fine beyond the notice's, and there was no second notice.

    A lower fine or fewer kinds need no new notice. Without any notice: PEN-044-NOTICE.
    """
    p = data.penalties
    noticed = data.happened(p, "penalties", "notice_served_on")
    again = data.happened(p, "penalties", "renotice_served_on")
    added = adds_any(p.penalty_kinds, p.notice_penalty_kinds, "penalties", "penalty_kinds")
    more = fine_yuan(p) > notice_fine_yuan(p)
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & noticed & ~again & (added | more),
        explain="{notice_served_on}告知拟处{notice_penalty_kinds}、罚款{notice_fine_yuan}元，{decided_on}决定{penalty_kinds}、罚款{fine_yuan}元，没有再次告知的记载。问题：{problem}。",
        problem=problems(
            (added, "增加了处罚种类"),
            (more, "罚款高于告知"),
        ),
        notice_served_on=p.notice_served_on,
        notice_penalty_kinds=p.notice_penalty_kinds,
        notice_fine_yuan=p.notice_fine_yuan,
        decided_on=p.decided_on,
        penalty_kinds=p.penalty_kinds,
        fine_yuan=p.fine_yuan,
    )
