"""PEN-033-NOFAULT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished


@rule(
    id="PEN-033-NOFAULT",
    title="无主观过错证据未回应",
    subject="penalties",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政处罚法(2021)", "第三十三条第二款、第四十五条第一款", since="2021-07-15"),
    needs=("outcome", "decided_on", "defence_on", "defence_claims", "has_defence_reply"),
    reading="2021年7月15日以后给予处罚的案件，当事人申辩主张没有主观过错，而申辩复核没有说明是否采纳及其理由的，"
    "列为线索。此前没有这一规定，不列；没有陈述申辩的不列。申辩主张或者是否说明理由没有记载的，无法判断。",
)
def no_answer_on_fault(data: Tables) -> ir.Table:
    """Punished although the party claimed to be without fault, and nobody said why that was not followed.

    From 15 July 2021: the law before knew no such ground. What the evidence is worth is for people.
    """
    p = data.penalties
    claimed = data.happened(p, "penalties", "defence_on") & p.defence_claims.contains("no_fault")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & (p.decided_on >= REVISION) & claimed & ~p.has_defence_reply,
        explain="{defence_on}当事人陈述申辩，主张：{defence_claims}；申辩复核日期{defence_reviewed_on}，说明采纳理由：{has_defence_reply}。",
        defence_on=p.defence_on,
        defence_claims=p.defence_claims,
        defence_reviewed_on=p.defence_reviewed_on,
        has_defence_reply=p.has_defence_reply,
    )
