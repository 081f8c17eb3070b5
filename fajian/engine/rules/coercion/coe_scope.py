"""COE-SCOPE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.measures import HELD
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-SCOPE",
    title="超范围、重复查封扣押",
    subject="coercions",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("行政强制法", "第二十三条；优化营商环境条例第十四条", since="2012-01-01"),
    needs=("kind", "started_at"),
    reading="查封、扣押的财物中，有一件与违法行为无关，或者属于公民个人及其所扶养家属的生活必需品，"
    "或者已被其他国家机关查封的，列为线索；与案件的关联由人工核实。有一件没有记载这三项、又没有别的财物违反的，无法判断；"
    "没有一件财物记载的，单位已声明涉案财物数据报送齐全的不列，否则无法判断。",
)
def beyond_the_case(data: Tables) -> ir.Table:
    """Sealed or seized: things that have nothing to do with the violation, necessities, or what is sealed already."""
    i = data.seized_items
    i = i.mutate(is_wrong=~i.is_related | i.is_necessity | i.is_seized_elsewhere)
    found = i.group_by(fj_id="coercion_id").aggregate(
        wrong_items=i.is_wrong.sum(),
        unsaid=i.is_wrong.isnull().any(),
        unrelated=(~i.is_related).sum(),
        necessities=i.is_necessity.sum(),
        sealed_before=i.is_seized_elsewhere.sum(),
    )
    c = data.coercions
    c = c.mutate(started_on=c.started_at.cast("date"))
    t = c.left_join(found, c.coercion_id == found.fj_id)
    t = with_delivery(data, t, "coercion_id", "seized_items", "agency_id", "started_on", "fj_delivered")
    wrong = ibis.cases(
        (t.wrong_items > 0, ibis.literal(True)),
        (t.unsaid, ibis.null("boolean")),
        (t.fj_id.notnull() | t.fj_delivered, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=t.kind.isin(HELD) & wrong,
        explain="{started_on}{kind}的财物中，与违法行为无关的{unrelated}件，生活必需品{necessities}件，"
        "已被其他机关查封的{sealed_before}件。",
        started_on=t.started_on,
        kind=t.kind,
        unrelated=t.unrelated,
        necessities=t.necessities,
        sealed_before=t.sealed_before,
    )
