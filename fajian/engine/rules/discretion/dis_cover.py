"""DIS-COVER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.powers import in_force
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="DIS-COVER",
    title="裁量基准覆盖率不足",
    subject="power_items",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("国办发〔2022〕27号 行政裁量权基准意见", "（建立裁量权基准）；行政处罚法(2021)第三十四条"),
    needs=("has_discretion", "valid_from_on", "valid_to_on"),
    reading="机关当前有效、有裁量空间的行政处罚事项，其案由没有任何施行中的裁量基准的，列出；起止两日都在有效期内，"
    "不论基准由哪一级制定。是否有裁量空间、事项的生效日期没有记载的，无法判断。",
)
def no_standard(data: Tables) -> ir.Table:
    """Penalty items in force today, with room for discretion, for whose violation no standard is in force today.

    Whoever made the standard: one of the province or the ministry covers the item as well.
    """
    items = data.power_items.filter(data.power_items.kind == "penalty")
    d = data.discretion_tiers
    running = in_force(data, d, "discretion_tiers", "effective_from_on", "effective_to_on", data.today)
    covered = d.filter(d.violation_code.notnull()).mutate(running=running)
    covered = covered.group_by(covered_code="violation_code").aggregate(
        surely=covered.running.any(), perhaps=covered.running.isnull().any()
    )
    t = items.left_join(covered, items.code == covered.covered_code)
    is_covered = ibis.cases(
        (t.surely, ibis.literal(True)), (t.perhaps, ibis.null("boolean")), else_=ibis.literal(False)
    )
    valid = in_force(data, t, "power_items", "valid_from_on", "valid_to_on", data.today)
    return judge(
        t,
        subject="power_items",
        step_on=data.today,
        hit=valid & t.has_discretion & ~is_covered,
        explain="处罚事项{code}（{name}）有裁量空间：{has_discretion}，当前没有有效的裁量基准。",
        code=t.code,
        name=t.name,
        has_discretion=t.has_discretion,
    )
