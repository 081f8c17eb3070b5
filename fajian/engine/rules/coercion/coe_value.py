"""COE-VALUE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.measures import HELD
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-VALUE",
    title="超额度查封扣押冻结",
    subject="coercions",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政强制法", "第二十九条第二款；优化营商环境条例第十四条", since="2012-01-01"),
    needs=("kind", "estimated_value_yuan", "max_penalty_yuan", "penalty_id"),
    reading="查封、扣押、冻结的财物估值，超过关联案件涉案金额1.2倍，同时超过可能罚没数额1.2倍的，列为线索；恰好1.2倍的不列，"
    "1.2倍可由地方另定。可能罚没数额已经包括应当没收的违法所得，不再另加。没有关联案件的，只与可能罚没数额相比。"
    "所缺的金额会影响结论的，无法判断；不可分割的财物由人工核实。",
)
def held_too_much(data: Tables) -> ir.Table:
    """Things or money held worth more than 1.2 times both the sum involved and the highest fine and confiscation."""
    t = look_up(
        data.coercions, "penalty_id", data.penalties, "penalty_id", case_id="penalty_id", involved_yuan="involved_yuan"
    )
    ratio = ibis.literal(data.setting("value_ratio")).cast("decimal(18,4)")
    has_case = data.happened(t, "coercions", "penalty_id")
    above_case = ibis.ifelse(has_case, t.estimated_value_yuan > t.involved_yuan * ratio, ibis.literal(True))
    above_penalty = t.estimated_value_yuan > t.max_penalty_yuan * ratio
    return judge(
        t,
        subject="coercions",
        step_on=t.started_at.cast("date"),
        hit=t.kind.isin([*HELD, "freeze"]) & above_case & above_penalty,
        explain=f"{{kind}}的财物估值{{estimated_value_yuan}}元，关联案件涉案金额{{involved_yuan}}元，"
        f"可能罚没{{max_penalty_yuan}}元，超过{data.setting('value_ratio')}倍。",
        kind=t.kind,
        estimated_value_yuan=t.estimated_value_yuan,
        involved_yuan=t.involved_yuan,
        max_penalty_yuan=t.max_penalty_yuan,
        penalty_id=t.penalty_id,
    )
