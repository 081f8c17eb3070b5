"""PEN-033-EDU."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-033-EDU",
    title="不予处罚未教育",
    subject="penalties",
    certainty="确定(条件)",
    severity="提示",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第三十三条第三款", since="2021-07-15"),
    needs=("outcome", "educated_on"),
    reading="处理结果为不予处罚，而没有教育指导日期的，列出。违法事实不成立的案件不列。处理结果没有记载的，无法判断。",
)  # fmt: skip
def not_educated(data: Tables) -> ir.Table:
    """Cases that ended with no penalty and no education of the party.

    Cases whose facts were not established (违法事实不成立) are not meant: there is nothing to teach.
    """
    p = data.penalties
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=(p.outcome == "no_penalty") & ~data.happened(p, "penalties", "educated_on"),
        explain="{decided_on}决定不予行政处罚，没有教育指导日期的记载。",
        decided_on=p.decided_on,
        educated_on=p.educated_on,
    )
