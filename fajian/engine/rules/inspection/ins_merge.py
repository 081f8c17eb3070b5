"""INS-MERGE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, planned


@rule(
    id="INS-MERGE",
    title="应合并未合并",
    subject="inspections",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("民营经济促进法", "第五十二条第二款；国办发〔2024〕54号 三"),
    needs=("mode", "party_uscc", "trigger", "started_at", "joint_id"),
    reading="同一机关按年度计划或者双随机对同一当事人先后两次现场检查，不在同一日，"
    "后一次在前一次次日起第10个工作日以内（含末日），又不是同一联合检查编号的，列出后一次。当事人没有记载，"
    "或者检查来源、方式没有记载而可能影响结论的，无法判断。",
)
def not_merged(data: Tables) -> ir.Table:
    """The later of two planned or random on-site inspections of one party by one agency within ten working days.

    On different days, the later by the 10th working day after the earlier, and not under one joint number.
    """
    i = inspections(data)
    i = i.mutate(considered=planned(i) & on_site(i))
    f = i.filter(i.considered.fill_null(True) & i.party.notnull())
    f = f.mutate(merge_by=nth_working_day(f.started_on, data.days("merge_wd", f.started_on)))
    first = f.select(
        "agency_id", "party", "merge_by", first_on="started_on", first_joint="joint_id", first_surely="considered"
    )
    second = f.select("agency_id", "party", "inspection_id", "started_on", "joint_id")
    pairs = second.inner_join(first, ["agency_id", "party"])
    one_visit = (pairs.joint_id == pairs.first_joint).fill_null(False)
    pairs = pairs.filter((pairs.first_on < pairs.started_on) & (pairs.started_on <= pairs.merge_by) & ~one_visit)
    close = pairs.group_by(later_id="inspection_id").aggregate(
        first_on=pairs.first_on.max(), surely=pairs.first_surely.any()
    )
    t = i.left_join(close, i.inspection_id == close.later_id)
    follows = ibis.cases(
        (t.party.isnull() | t.started_on.isnull(), ibis.null("boolean")),
        (t.later_id.isnull(), ibis.literal(False)),
        (t.surely, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=t.considered & follows,
        explain="{started_on}现场检查{party_name}，本机关{first_on}刚现场检查过，相隔不超过10个工作日，没有合并实施。",
        started_on=t.started_on,
        party_name=t.party_name,
        first_on=t.first_on,
        trigger=t.trigger,
    )
