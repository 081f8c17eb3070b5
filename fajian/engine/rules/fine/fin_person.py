"""FIN-PERSON."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="FIN-PERSON",
    title="严重违法未落实“处罚到人”",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三"),
    needs=("outcome", "party_kind", "severity", "is_person_penalised", "norm_id"),
    reading="单位因情节严重、特别严重的违法行为被处罚，所依据的罚则规定同时处罚责任人员，而没有处罚责任人员的，"
    "列为线索。有无应当负责的人员，由人工判断。违法情节、罚则或者是否同时处罚责任人员没有记载的，无法判断。",
)
def nobody_answers(data: Tables) -> ir.Table:
    """An organisation punished for a serious violation under a clause that also punishes persons, and no person was.

    Serious: 严重 or 特别严重. Whether nobody was to blame is for people to judge.
    """
    t = with_clause(data, data.penalties)
    serious = t.severity.isin(["serious", "grave"])
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & (t.party_kind == "organisation") & serious & t.is_double_penalty & ~t.is_person_penalised,
        explain="当事人为{party_kind}，违法情节{severity}，依据{citation}应当同时处罚责任人员；"
        "同时处罚责任人员：{is_person_penalised}。",
        party_kind=t.party_kind,
        severity=t.severity,
        citation=t.citation,
        is_person_penalised=t.is_person_penalised,
    )
