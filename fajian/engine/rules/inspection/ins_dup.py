"""INS-DUP."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, passed, planned


@rule(
    id="INS-DUP",
    title="已检查合格事项重复检查",
    subject="inspections",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "三；优化营商环境条例第五十四条第一款"),
    needs=("mode", "party_uscc", "item_code", "trigger", "started_at", "party_risk"),
    reading="按年度计划或者双随机现场检查，而同一当事人的同一事项在此前1至90日内已经任一机关检查合格的，列为线索。"
    "复查、法定全覆盖重点监管、高风险当事人的检查不列。检查事项没有记载的，当事人在这段时间没有任何合格检查的不列，"
    "否则无法判断；当事人没有记载的，无法判断。",
)
def inspected_again(data: Tables) -> ir.Table:
    """Planned or random on-site inspections of a party that passed the same item 1 to 90 days earlier, by any agency.

    Left out: rechecks, full coverage by law, parties of high risk. Where the item is blank only a party that passed
    nothing at all in that time is clear.
    """
    i = inspections(data)
    days = data.setting("dup_days")
    p = i.filter(passed(i).fill_null(True) & i.party.notnull() & i.started_on.notnull())
    p = p.select(
        "party", passed_on="started_on", passed_item="item_code", passed_surely=passed(p), passed_id="inspection_id"
    )
    pairs = i.filter(i.party.notnull()).inner_join(p, "party")
    pairs = pairs.filter(
        (pairs.passed_on < pairs.started_on) & (pairs.passed_on >= days_after(pairs.started_on, -days))
    )
    pairs = pairs.mutate(same=(pairs.item_code == pairs.passed_item) & pairs.passed_surely)
    earlier = pairs.group_by(again_id="inspection_id").aggregate(
        surely=pairs.same.any(), perhaps=pairs.same.isnull().any(), passed_on=pairs.passed_on.max(where=pairs.same)
    )
    t = i.left_join(earlier, i.inspection_id == earlier.again_id)
    again = ibis.cases(
        (t.party.isnull() | t.started_on.isnull(), ibis.null("boolean")),
        (t.surely, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    considered = planned(t) & on_site(t) & ~t.is_recheck & ~t.is_full_coverage & (t.party_risk != "high")
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=considered & again,
        explain=f"{{started_on}}检查{{party_name}}的事项{{item_code}}，该事项{{passed_on}}刚检查合格，相隔不超过{days}日。",
        started_on=t.started_on,
        party_name=t.party_name,
        item_code=t.item_code,
        passed_on=t.passed_on,
        trigger=t.trigger,
    )
