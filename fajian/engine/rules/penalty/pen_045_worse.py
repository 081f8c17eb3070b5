"""PEN-045-WORSE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.hearings import fine_yuan, notice_fine_yuan
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-045-WORSE",
    title="因陈述申辩加重处罚",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十二条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十五条第二款", since="2021-07-15"),
    ),
    needs=("outcome", "defence_on", "notice_served_on", "notice_fine_yuan", "fine_yuan", "has_new_facts"),
    reading="当事人陈述申辩以后，决定的罚款高于（首次）告知的罚款，又没有查明新的违法事实的，列为线索。"
    "罚款增加是否因为申辩，由人工判断。",
)  # fmt: skip
def fined_more_after_defence(data: Tables) -> ir.Table:
    """After the party's statement the fine rose above the (first) notice's, and no new facts had been found.

    A clue only: whether the fine rose because of the statement is for people to judge.
    """
    p = data.penalties
    made = data.happened(p, "penalties", "defence_on")
    noticed = data.happened(p, "penalties", "notice_served_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & made & noticed & (fine_yuan(p) > notice_fine_yuan(p)) & ~p.has_new_facts,
        explain="告知拟罚款{notice_fine_yuan}元，当事人{defence_on}陈述申辩后，{decided_on}决定罚款{fine_yuan}元，查明新的违法事实：{has_new_facts}。",
        notice_fine_yuan=p.notice_fine_yuan,
        defence_on=p.defence_on,
        decided_on=p.decided_on,
        fine_yuan=p.fine_yuan,
        has_new_facts=p.has_new_facts,
    )
