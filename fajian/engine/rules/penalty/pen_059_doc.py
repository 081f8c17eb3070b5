"""PEN-059-DOC."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-059-DOC",
    title="处罚决定书法定要素缺失",
    subject="penalties",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十九条", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十九条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decision_missing"),
    reading="普通程序给予处罚的案件，处罚决定书有缺项的，列出。缺项以核对人填写的为准：填“无缺项”为齐全，"
    "没有填写视为没有核对，无法判断。当场处罚的文书由“当场处罚未备案或文书不合规”列出。",
)  # fmt: skip
def decision_lacks_something(data: Tables) -> ir.Table:
    """Ordinary decisions whose document lacks something the law wants in it, as the checker entered it.

    Blank means that nobody checked; 无缺项 that it is complete. Penalties on the spot: PEN-052-RECORD.
    """
    p = data.penalties
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & lacks_something(p.decision_missing, "penalties", "decision_missing"),
        explain="{decided_on}作出的处罚决定书（{decision_no}）缺少：{decision_missing}。",
        decided_on=p.decided_on,
        decision_no=p.decision_no,
        decision_missing=p.decision_missing,
    )
