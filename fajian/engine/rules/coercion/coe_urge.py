"""COE-URGE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-URGE",
    title="强制执行前未催告",
    subject="coercions",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第三十五条、第三十六条、第三十七条", since="2012-01-01"),
    needs=("exec_decided_on", "urge_served_on", "urge_due_on", "is_immediate"),
    reading="作出强制执行决定以前没有催告，催告送达不早于决定日，或者在催告履行期限内（含末日）就作出决定的，列出。"
    "立即执行、立即代履行的除外。催告履行期限没有记载的，无法判断。",
)  # fmt: skip
def not_urged_first(data: Tables) -> ir.Table:
    """Executions decided without an urging letter, on or before the day of its service, or before its time was over.

    The last day named in the letter belongs to the party. Immediate execution (articles 37 and 52) is excepted.
    """
    c = data.coercions
    decided = data.happened(c, "coercions", "exec_decided_on")
    urged = data.happened(c, "coercions", "urge_served_on")
    too_soon = (c.urge_served_on >= c.exec_decided_on) | (c.exec_decided_on <= c.urge_due_on)
    return judge(
        c,
        subject="coercions",
        step_on=c.exec_decided_on,
        hit=decided & ~c.is_immediate & (~urged | too_soon),
        explain="{urge_served_on}送达催告书，履行期限至{urge_due_on}（含当日），{exec_decided_on}作出强制执行决定。问题：{problem}。",
        problem=problems(
            (~urged, "没有催告"),
            (c.urge_served_on >= c.exec_decided_on, "催告不早于决定"),
            (c.exec_decided_on <= c.urge_due_on, "催告期限未满即决定"),
        ),
        urge_served_on=c.urge_served_on,
        urge_due_on=c.urge_due_on,
        exec_decided_on=c.exec_decided_on,
    )
