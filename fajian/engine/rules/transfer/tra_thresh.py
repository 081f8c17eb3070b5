"""TRA-THRESH."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.crimes import with_crime
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-THRESH",
    title="达到追诉标准未移送",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第二十二条；行政执法机关移送涉嫌犯罪案件的规定第三条", until="2021-07-14"),
        law(
            "行政处罚法(2021)",
            "第二十七条、第五十七条第一款第（四）项；行政执法机关移送涉嫌犯罪案件的规定第三条",
            since="2021-07-15",
        ),
    ),
    needs=("norm_id", "crime_value_yuan", "outcome", "closed_on"),
    reading="已经结案的案件，追诉标准对照金额达到罚则所列的刑事追诉金额标准（含本数），没有移送记载，"
    "处理结果也不是给予处罚或者移送司法的，列为线索；给予处罚结案的由以罚代刑的规则列出，本条不重复列。"
    "情节、后果等不以金额计的标准和主观要件由人工判断，追诉标准随司法解释变化。罚则、金额没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def crime_closed_quietly(data: Tables) -> ir.Table:
    """Closed without a penalty though the amount reaches the threshold of a crime, and never handed to the police.

    Closed with a penalty: TRA-SUBST. Only amounts are compared.
    """
    t = with_crime(data)
    quiet = ~t.outcome.isin(["penalty", "transferred"])
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=data.happened(t, "penalties", "closed_on") & quiet & ~t.was_transferred & t.is_crime,
        explain="{closed_on}结案（{outcome}），追诉标准对照金额{crime_value_yuan}元，{citation}的刑事追诉金额标准{crime_threshold_yuan}元，没有移送的记载。",
        closed_on=t.closed_on,
        outcome=t.outcome,
        crime_value_yuan=t.crime_value_yuan,
        citation=t.citation,
        crime_threshold_yuan=t.crime_threshold_yuan,
    )
