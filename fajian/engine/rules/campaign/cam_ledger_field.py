"""CAM-LEDGER-FIELD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-LEDGER-FIELD",
    title="台账“四定”要素缺失",
    subject="ledger_issues",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "定领导、定责任、定方案、定时限的要求"),
    needs=("leader", "department", "measure", "due_on", "status"),
    reading="问题台账缺责任领导、责任部门、整改措施、整改时限中任何一项的，列出，并说明缺哪一项。"
    "状态为长期坚持的，不要求整改时限。台账没有其中一栏的，无法判断；另有一项明确空缺的，仍然列出。",
)
def lacks_one_of_four(data: Tables) -> ir.Table:
    """A problem for which leader, department, measure or day is not fixed; a standing one needs no day."""
    i = data.ledger_issues
    absent = {name: ~data.happened(i, "ledger_issues", name) for name in ("leader", "department", "measure", "due_on")}
    endless = absent["due_on"] & (i.status != "standing")
    return judge(
        i,
        subject="ledger_issues",
        step_on=i.found_on,
        hit=absent["leader"] | absent["department"] | absent["measure"] | endless,
        explain="{found_on}登记的问题（{category}）缺：{problem}。",
        problem=problems(
            (absent["leader"], "责任领导"),
            (absent["department"], "责任部门"),
            (absent["measure"], "整改措施"),
            (endless, "整改时限"),
        ),
        found_on=i.found_on,
        category=i.category,
        status=i.status,
    )
