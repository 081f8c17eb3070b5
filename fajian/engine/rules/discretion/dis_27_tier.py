"""DIS-27-TIER."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.standards import with_step_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="DIS-27-TIER",
    title="处罚落档与认定情节不符",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2022〕27号 行政裁量权基准意见", "（适用裁量权基准）；行政处罚法第五条第二款"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "tier_id", "assessed_tier_id", "adjust_approved_on", "mitigation",
           "norm_id"),
    reading="按裁量基准处以罚款，而罚款不在认定情节对应阶次的幅度以内的，列出；幅度两端都含，"
    "按倍数规定的阶次以罚则的计罚基数计算。调整适用已经批准的、裁量情形为减轻的，不列。阶次、"
    "罚则或者计罚基数没有记载的，无法判断。",
)  # fmt: skip
def outside_the_step(data: Tables) -> ir.Table:
    """Fined by a standard, and the fine lies outside the step that the facts found call for.

    Both ends of the step are inside. Left out: a departure approved on any day, and 减轻, which goes below the
    standard. A step in times is reckoned from the base of the clause. Step, clause or base not recorded: cannot be
    judged.
    """
    t = with_step_span(data, data.penalties, "assessed_tier_id")
    outside = (t.fine_yuan < t.step_lowest) | (t.fine_yuan > t.step_highest)
    by_standard = data.happened(t, "penalties", "tier_id")
    departed = data.happened(t, "penalties", "adjust_approved_on")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & by_standard & outside & ~departed & (t.mitigation != "reduced"),
        explain="认定情节对应阶次{assessed_tier_id}，幅度{step_lowest}元至{step_highest}元（含本数；计罚基数{base_yuan}元），"
        "实际罚款{fine_yuan}元，适用阶次{tier_id}；调整适用批准日期{adjust_approved_on}，裁量情形：{mitigation}。",
        assessed_tier_id=t.assessed_tier_id,
        step_lowest=t.step_lowest,
        step_highest=t.step_highest,
        base_yuan=t.base_yuan,
        fine_yuan=t.fine_yuan,
        tier_id=t.tier_id,
        adjust_approved_on=t.adjust_approved_on,
        mitigation=t.mitigation,
    )
