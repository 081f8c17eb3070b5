"""TRA-SUBST."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.crimes import with_crime
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="TRA-SUBST",
    title="以罚代刑",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第七条第二款；行政执法机关移送涉嫌犯罪案件的规定第十一条第一款", until="2021-07-14"),
        law(
            "行政处罚法(2021)",
            "第八条第二款、第八十二条；行政执法机关移送涉嫌犯罪案件的规定第十一条第一款",
            since="2021-07-15",
        ),
    ),
    needs=("norm_id", "crime_value_yuan", "outcome"),
    reading="给予处罚的案件，追诉标准对照金额达到罚则所列的刑事追诉金额标准（含本数），而没有移送记载的，列为线索。"
    "移送以后公安机关不予立案再处罚的，有移送记载，不列。不以金额计的标准和主观要件由人工判断；罚则、金额没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def fined_instead_of_prosecuted(data: Tables) -> ir.Table:
    """Punished by the agency though the amount reaches the threshold of a crime, and never handed to the police.

    Only amounts are compared. Punished after the police refused: there is a transfer.
    """
    t = with_crime(data)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & ~t.was_transferred & t.is_crime,
        explain="{decided_on}给予处罚，追诉标准对照金额{crime_value_yuan}元，{citation}的刑事追诉金额标准{crime_threshold_yuan}元，没有移送的记载。",
        decided_on=t.decided_on,
        crime_value_yuan=t.crime_value_yuan,
        citation=t.citation,
        crime_threshold_yuan=t.crime_threshold_yuan,
    )
