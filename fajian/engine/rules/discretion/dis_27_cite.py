"""DIS-27-CITE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.standards import with_standard
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="DIS-27-CITE",
    title="告知书/决定书未引用基准并说明理由",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2022〕27号 行政裁量权基准意见", "（适用裁量权基准）"),
    needs=("procedure", "outcome", "decided_on", "violation_code", "norm_id", "is_standard_cited_in_notice",
           "is_standard_cited", "reason_chars"),
    reading="普通程序给予处罚的案件，案由在决定当日已有施行中的裁量基准（起止两日都含），"
    "而告知书或者决定书没有引用基准，或者说理不足60字的，列出。只有一个固定数额的罚则不列；"
    "没有基准的由“裁量基准覆盖率不足”列出。案由没有记载，或者是否引用、说理字数没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def not_cited(data: Tables) -> ir.Table:
    """A standard was in force for the violation, and notice or decision does not cite it or gives scant reasons.

    Ordinary procedure, on the day of the decision; reasons of fewer than 60 characters are scant. Clauses with one
    fixed sum leave no room and are left out; violations without a standard are DIS-COVER's.
    """
    t = with_standard(data, with_clause(data, data.penalties))
    least = data.setting("reason_chars")
    silent = ~t.is_standard_cited_in_notice | ~t.is_standard_cited | (t.reason_chars < least)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & ordinary(t) & t.has_standard & (t.fine_mode != "fixed") & silent,
        explain=f"{{decided_on}}决定时案由{{violation_code}}已有裁量基准；告知书引用：{{is_standard_cited_in_notice}}，"
        f"决定书引用：{{is_standard_cited}}，说理{{reason_chars}}字（至少{least}字）。",
        decided_on=t.decided_on,
        violation_code=t.violation_code,
        is_standard_cited_in_notice=t.is_standard_cited_in_notice,
        is_standard_cited=t.is_standard_cited,
        reason_chars=t.reason_chars,
    )
