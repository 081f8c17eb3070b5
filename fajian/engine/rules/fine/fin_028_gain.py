"""FIN-028-GAIN."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished


@rule(
    id="FIN-028-GAIN",
    title="违法所得未认定或未没收",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第二十八条第二款", since="2021-07-15"),
    needs=("outcome", "decided_on", "norm_id", "illegal_gain_yuan", "penalty_kinds"),
    reading="2021年7月15日以后给予处罚的案件，罚则要求没收违法所得，认定的违法所得扣除已经退赔的还有剩余，"
    "而处罚种类没有没收违法所得的，列为线索。违法所得为零的不列。违法所得没有记载的，可能是没有认定，也可能是没有填报，"
    "为无法判断；罚则没有记载的，同样无法判断。违法所得无法计算并已说明理由的，由人工核对。",
)
def gain_left_with_the_party(data: Tables) -> ir.Table:
    """The clause demands the illegal gain, there is some beyond what was paid back, and it was not confiscated.

    A gain that is not recorded is unknown and no hit (the catalogue would flag it): the sheet cannot tell whether
    nobody established it or nobody wrote it down.
    """
    t = with_clause(data, data.penalties)
    rest = t.illegal_gain_yuan - t.refunded_yuan
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t)
        & (t.decided_on >= REVISION)
        & t.requires_confiscation
        & ~t.penalty_kinds.contains("confiscate_gain")
        & (rest > 0),
        explain="依据{citation}应当没收违法所得；认定违法所得{illegal_gain_yuan}元，已退赔{refunded_yuan}元，处罚种类：{penalty_kinds}。",
        citation=t.citation,
        illegal_gain_yuan=t.illegal_gain_yuan,
        refunded_yuan=t.refunded_yuan,
        penalty_kinds=t.penalty_kinds,
    )
