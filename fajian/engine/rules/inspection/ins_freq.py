"""INS-FREQ."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, under_new_rules


@rule(
    id="INS-FREQ",
    title="超年度频次上限",
    subject="inspections",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "三"),
    needs=("mode", "party_kind", "party_uscc", "party_risk", "trigger", "started_at"),
    reading="2025年1月3日以后对企业的现场检查，按机关、企业、公历年度和开始先后计数，超过本机关公布的年度上限的，"
    "超出的每一次都列出。同一联合检查编号只计一次；上级专项部署不计，投诉举报引起的计入；对自然人的检查不列。"
    "上限取企业风险等级的上限，没有的取不分等级的上限。机关没有公布上限，或者检查来源、"
    "当事人没有记载而可能影响结论的，无法判断。",
)
def too_often(data: Tables) -> ir.Table:
    """Every on-site inspection of a business beyond the yearly cap that its agency published.

    From 2025-01-03, natural persons left out, counted by agency, business and calendar year in the order they began.
    Inspections under one joint number count once, at the first of them. What higher authority orders as a special
    campaign does not count; inspections upon a complaint do. The cap is that of the business's level of risk, else the
    one for all; no cap published, cause or business not recorded: cannot be judged.
    """
    i = inspections(data)
    exempt = data.setting("freq_exempt_triggers")
    counts = on_site(i) & (i.party_kind != "person") & under_new_rules(data, i) & ~i.trigger.isin(exempt)
    i = _with_cap(data, i.mutate(counts=counts, year=i.started_on.year()))
    n = _numbered(i)
    t = i.left_join(n, i.inspection_id == n.counted_id)
    beyond = ibis.cases(
        (t.party.isnull() | t.cap.isnull() | t.counts.isnull(), ibis.null("boolean")),
        (t.number > t.cap, ibis.literal(True)),
        (t.most <= t.cap, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=t.counts & beyond,
        explain="{started_at}现场检查{party_name}，是本机关{year}年度对该企业的第{number}次（同一联合检查编号计一次），"
        "公布的年度上限为{cap}次（风险等级{party_risk}）。",
        started_at=t.started_at,
        party_name=t.party_name,
        year=t.year,
        number=t.number,
        cap=t.cap,
        party_risk=t.party_risk,
        joint_id=t.joint_id,
    )


def _with_cap(data: Tables, i: ir.Table) -> ir.Table:
    """Inspections with `cap`: of the agency, year and risk level, else of the agency and year for all levels."""
    limits = data.inspection_limits.filter(data.inspection_limits.kind == "cap")
    limits = limits.select(cap_agency="agency_id", cap_year="year", cap_risk="risk", cap_number="cap")
    own = limits.filter(limits.cap_risk.notnull())
    own = own.group_by("cap_agency", "cap_year", "cap_risk").aggregate(own_cap=own.cap_number.max())
    rest = limits.filter(limits.cap_risk.isnull())
    rest = rest.group_by("cap_agency", "cap_year").aggregate(any_cap=rest.cap_number.max())
    i = i.left_join(own, [i.agency_id == own.cap_agency, i.year == own.cap_year, i.party_risk == own.cap_risk]).drop(
        "cap_agency", "cap_year", "cap_risk"
    )
    i = i.left_join(rest, [i.agency_id == rest.cap_agency, i.year == rest.cap_year]).drop("cap_agency", "cap_year")
    return i.mutate(cap=ibis.coalesce(i.own_cap, i.any_cap))


def _numbered(i: ir.Table) -> ir.Table:
    """counted_id, number, most: the how-manieth of the year it surely and at most is for its agency and business.

    At most: those of unrecorded cause or place counted in.
    """
    c = i.filter(i.counts.fill_null(True) & i.party.notnull())
    c = c.mutate(visit=ibis.coalesce(c.joint_id, c.inspection_id), sure=c.counts.fill_null(False))
    year = ["agency_id", "party", "year"]
    order = ["started_at", "inspection_id"]
    first = ibis.row_number().over(group_by=[*year, "visit"], order_by=order) == 0
    first_sure = ibis.row_number().over(group_by=[*year, "visit", "sure"], order_by=order) == 0
    c = c.mutate(is_new=first.cast("int64"), is_new_sure=(first_sure & c.sure).cast("int64"))
    running = ibis.window(group_by=year, order_by=order, preceding=None, following=0)
    c = c.mutate(at_most=c.is_new.sum().over(running), at_least=c.is_new_sure.sum().over(running))
    return c.select(
        counted_id="inspection_id",
        number=c.at_least.min().over(group_by=[*year, "visit"]),
        most=c.at_most.min().over(group_by=[*year, "visit"]),
    )
