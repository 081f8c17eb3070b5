"""DIS-STALE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.standards import with_step
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="DIS-STALE",
    title="适用过期或与上级不一致的基准",
    subject=("penalties", "discretion_tiers"),
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2022〕27号 行政裁量权基准意见", "（动态调整、上下级衔接）"),
    needs=("outcome", "decided_on", "tier_id", "min_yuan", "max_yuan", "min_times", "max_times"),
    reading="按裁量基准处罚的案件，所适用的基准在决定日以前已经失效的，列出；失效日当日仍然有效。裁量基准的一个阶次，"
    "幅度超出其上级基准阶次的，列出；幅度相同的不列，按金额或者按倍数分别比较。"
    "所适用的阶次或者上级阶次不在裁量基准库的，无法判断。",
)
def lapsed_or_out_of_line(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Punished by a step whose standard had lapsed; and steps whose span is not inside the higher standard's.

    The last day of a standard is still in force. A step of the same span as its parent is inside. Spans are compared in
    yuan or in times, whichever the step has. A step or parent not in the register: cannot be judged.
    """
    return _penalties(data), _steps(data)


def _penalties(data: Tables) -> ir.Table:
    t = with_step(data, data.penalties)
    lapsed = t.step_may_lapse & (t.step_lapsed_on < t.decided_on)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & t.is_by_step & lapsed,
        explain="{decided_on}作出处罚决定，适用裁量阶次{tier_id}，该基准有效期至{step_lapsed_on}。",
        decided_on=t.decided_on,
        tier_id=t.tier_id,
        step_lapsed_on=t.step_lapsed_on,
    )


def _steps(data: Tables) -> ir.Table:
    d = data.discretion_tiers
    columns = ("min_yuan", "max_yuan", "min_times", "max_times")
    parents = d.select(parent_known_id="tier_id", **{f"parent_{name}": name for name in columns})
    d = d.mutate(has_parent=data.happened(d, "discretion_tiers", "parent_tier_id"))
    t = d.left_join(parents, d.parent_tier_id == parents.parent_known_id)
    in_times = t.min_times.notnull() | t.max_times.notnull()
    outside = ibis.ifelse(
        in_times,
        (t.min_times < t.parent_min_times) | (t.max_times > t.parent_max_times),
        (t.min_yuan < t.parent_min_yuan) | (t.max_yuan > t.parent_max_yuan),
    )
    return judge(
        t,
        subject="discretion_tiers",
        agency_id=ibis.null("string"),
        step_on=t.effective_from_on,
        hit=t.has_parent & outside,
        explain="本阶次{min_yuan}—{max_yuan}元（{min_times}—{max_times}倍），"
        "上级阶次{parent_tier_id}为{parent_min_yuan}—{parent_max_yuan}元（{parent_min_times}—{parent_max_times}倍）。",
        parent_tier_id=t.parent_tier_id,
        **{name: t[name] for name in columns},
        **{f"parent_{name}": t[f"parent_{name}"] for name in columns},
    )
