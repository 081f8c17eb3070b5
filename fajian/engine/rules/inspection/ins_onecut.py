"""INS-ONECUT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="INS-ONECUT",
    title="一刀切停产停业",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("优化营商环境条例", "第五十九条第二款", since="2020-01-01"),
    needs=("outcome", "penalty_kinds", "party_industry", "violation_region_code", "decided_on"),
    reading="同一区划、同一行业，在截至本次决定日的7日内（含当日，不含7日前的对应日）被任一机关责令停产停业的决定达到10件，"
    "从第10件起每一件列为线索；同日决定的，案件编号大的视为在后。天数、件数可由地方另定。"
    "行业、发生地、处罚种类没有记载的，无法判断。文书理由是否雷同、在营企业有多少，表中没有，不比较；"
    "涉及生命安全、重特大事故、国家重大活动并经有权机关批准的，由人工排除。",
)
def all_alike(data: Tables) -> ir.Table:
    """The tenth and every further order to stop business in one place and trade within seven days, by any agency.

    The likeness of the reasons and the number of firms in business stand in no table.
    """
    days, least = data.setting("onecut_days"), data.setting("onecut_orders")
    p = data.penalties
    p = p.mutate(stopped=punished(p) & p.penalty_kinds.contains("suspend_business"))
    known = p.party_industry.notnull() & p.violation_region_code.notnull() & p.decided_on.notnull()
    s = p.filter(p.stopped & known)
    s = s.select("penalty_id", "decided_on", "party_industry", "violation_region_code")
    e = s.select("party_industry", "violation_region_code", earlier_id="penalty_id", earlier_on="decided_on")
    pairs = s.inner_join(e, ["party_industry", "violation_region_code"])
    up_to = (pairs.earlier_on < pairs.decided_on) | (
        (pairs.earlier_on == pairs.decided_on) & (pairs.earlier_id <= pairs.penalty_id)
    )
    pairs = pairs.filter(up_to & (pairs.earlier_on > days_after(pairs.decided_on, -days)))
    counted = pairs.group_by(counted_id="penalty_id").aggregate(orders=pairs.count(), first_on=pairs.earlier_on.min())
    t = p.left_join(counted, p.penalty_id == counted.counted_id)
    many = ibis.ifelse(t.counted_id.isnull(), ibis.null("boolean"), t.orders >= least)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=t.stopped & many,
        explain=f"自{{first_on}}至{{decided_on}}的{days}日内，区划{{violation_region_code}}、行业{{party_industry}}"
        "第{orders}件责令停产停业。",
        decided_on=t.decided_on,
        violation_region_code=t.violation_region_code,
        party_industry=t.party_industry,
        first_on=t.first_on,
        orders=t.orders,
    )
