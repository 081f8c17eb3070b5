"""DIS-034-PUBLISH."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.standards import with_step
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="DIS-034-PUBLISH",
    title="裁量基准未公布/未备案即适用",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第三十四条；国办发〔2022〕27号 行政裁量权基准意见"),
    needs=("outcome", "decided_on", "tier_id"),
    reading="按裁量基准处罚的案件，所适用的基准没有公布，或者公布日期晚于处罚决定日的，列出；"
    "决定当日公布的视为已经公布。基准是否报备，本条不看。所适用的阶次不在裁量基准库的，无法判断。",
)
def standard_not_published(data: Tables) -> ir.Table:
    """Punished by a step of a standard that was not published, or only after the decision.

    Published on the very day of the decision is in time. A step that is not in the register: cannot be judged. Whether
    the standard was filed is not looked at.
    """
    t = with_step(data, data.penalties)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & t.is_by_step & (~t.step_is_published | (t.step_published_on > t.decided_on)),
        explain="{decided_on}作出处罚决定，适用裁量阶次{tier_id}，该基准公布日期{step_published_on}。",
        decided_on=t.decided_on,
        tier_id=t.tier_id,
        step_published_on=t.step_published_on,
    )
