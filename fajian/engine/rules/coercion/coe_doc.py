"""COE-DOC."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.measures import HELD
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-DOC",
    title="未当场交付查封扣押决定书和清单",
    subject="coercions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第二十四条", since="2012-01-01"),
    needs=("kind", "doc_missing", "delivered_on", "started_at"),
    reading="查封、扣押的决定书或者清单有缺项，或者没有在实施当日交付的，列出。缺项以核对人填写的为准，"
    "没有填写视为没有核对，无法判断；已经解除或者办结而交付日期没有记载的，也无法判断。",
)  # fmt: skip
def not_handed_over_on_the_day(data: Tables) -> ir.Table:
    """Sealed or seized without a whole decision and list, or without handing them over on the day.

    What is lacking stands as the checker entered it; blank = nobody checked.
    """
    c = data.coercions.mutate(started_on=data.coercions.started_at.date())
    lacking = lacks_something(c.doc_missing, "coercions", "doc_missing")
    late = data.late(c, "coercions", "delivered_on", c.started_on)
    return judge(
        c,
        subject="coercions",
        step_on=c.started_on,
        hit=c.kind.isin(HELD) & (lacking | late),
        explain="{started_on}实施{kind}，决定书和清单缺项：{doc_missing}，交付日期{delivered_on}（应当当场交付）。问题：{problem}。",
        problem=problems(
            (lacking, "决定书或者清单要素不全"),
            (late, "没有当场交付"),
        ),
        started_on=c.started_on,
        kind=c.kind,
        doc_missing=c.doc_missing,
        delivered_on=c.delivered_on,
    )
