"""INS-JOINT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, planned


@rule(
    id="INS-JOINT",
    title="应联合未联合（多头检查）",
    subject="inspections",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "三；优化营商环境条例第五十四条"),
    needs=("mode", "party_uscc", "trigger", "started_at", "joint_id"),
    reading="按年度计划或者双随机的现场检查，不是联合检查，"
    "而截至当日的30日内有3个以上不同机关（含本机关）分别这样检查过同一当事人的，列为线索。检查来源、"
    "方式或者当事人没有记载而可能影响结论的，无法判断。",
)
def not_joined(data: Tables) -> ir.Table:
    """Planned or random on-site inspections, not joint, by which three agencies came to one party within 30 days.

    Counted are different agencies with such inspections in the 30 days up to this one, itself included.
    """
    days, agencies = data.setting("joint_days"), data.setting("joint_agencies")
    i = inspections(data)
    alone = ~data.happened(i, "inspections", "joint_id")
    i = i.mutate(considered=planned(i) & on_site(i) & alone)
    f = i.filter(i.considered.fill_null(True) & i.party.notnull() & i.started_on.notnull())
    earlier = f.select(
        "party", other_agency="agency_id", other_on="started_on", other_id="inspection_id", other_surely="considered"
    )
    pairs = f.select("party", "inspection_id", "started_on").inner_join(earlier, "party")
    pairs = pairs.filter((pairs.other_on <= pairs.started_on) & (pairs.other_on >= days_after(pairs.started_on, -days)))
    counts = pairs.other_surely.fill_null(False) | (pairs.other_id == pairs.inspection_id)
    visits = pairs.group_by(visit_id="inspection_id").aggregate(
        agencies=pairs.other_agency.nunique(where=counts), perhaps=pairs.other_agency.nunique()
    )
    t = i.left_join(visits, i.inspection_id == visits.visit_id)
    many = ibis.cases(
        (t.agencies >= agencies, ibis.literal(True)),
        (t.perhaps < agencies, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=t.considered & many,
        explain=f"至{{started_on}}的{days}日内，有{{agencies}}个机关分别现场检查{{party_name}}，没有联合实施。",
        started_on=t.started_on,
        agencies=t.agencies,
        party_name=t.party_name,
        trigger=t.trigger,
    )
