"""TRA-PREPEN."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="TRA-PREPEN",
    title="移送前/刑事处理未结即罚款",
    subject="transfers",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第十一条；行政处罚法(2021)第三十五条"),
    needs=("sent_at", "judged_on", "penalty_id", "police_refused_on"),
    reading="移送以后、司法机关作出结论以前就同一案件处以罚款的，列为线索；移送当日或者以前作出的处罚、"
    "结论当日或者以后作出的罚款，以及公安机关已经不予立案的，不列。警告、停产停业、吊销证照等可以先行，不列。"
    "公安机关书面建议先行处罚的，由人工判断；找不到该处罚案件的，无法判断。",
)
def fined_before_the_court(data: Tables) -> ir.Table:
    """Fined after the case went to the police and before a court or prosecutor concluded.

    Warnings, closures and the like may go ahead. A fine of the day the case was sent, or before, is another matter
    (TRA-SUBST); after a refusal the agency punishes as it must.
    """
    p = data.penalties
    cases = p.select("penalty_id", case_decided_on="decided_on", case_fine_yuan="fine_yuan", is_fined=fined(p))
    t = data.transfers.filter(data.transfers.penalty_id.notnull())
    t = look_up(
        t, "penalty_id", cases, "penalty_id", case_decided_on="case_decided_on", case_fine_yuan="case_fine_yuan",
        is_fined="is_fined",
    )  # fmt: skip
    concluded = data.happened(t, "transfers", "judged_on") & (t.judged_on <= t.case_decided_on)
    refused = data.happened(t, "transfers", "police_refused_on") & (t.police_refused_on <= t.case_decided_on)
    sent = data.happened(t, "transfers", "sent_at") & (t.sent_at.date() < t.case_decided_on)
    return judge(
        t,
        subject="transfers",
        step_on=t.case_decided_on,
        hit=t.is_fined & sent & ~concluded & ~refused,
        explain="{sent_at}移送公安机关，{case_decided_on}罚款{case_fine_yuan}元，司法结论日期{judged_on}。",
        penalty_id=t.penalty_id,
        sent_at=t.sent_at,
        case_decided_on=t.case_decided_on,
        case_fine_yuan=t.case_fine_yuan,
        judged_on=t.judged_on,
        police_refused_on=t.police_refused_on,
    )
