"""INS-REMOTE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, planned, under_new_rules


@rule(
    id="INS-REMOTE",
    title="可非现场监管仍入企",
    subject="inspections",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "三", since="2025-01-03"),
    needs=("item_code", "mode", "trigger", "onsite_reason", "started_at"),
    reading="2025年1月3日以后按年度计划或者双随机现场检查，而该机关权责清单标明这一检查事项可以非现场核查，"
    "又没有写明现场检查理由的，列为线索。清单没有这个事项、没有标明的，视为不能非现场核查，不列。"
    "检查事项、方式、来源、时间没有记载而会影响结论的，无法判断。",
)
def could_have_stayed_away(data: Tables) -> ir.Table:
    """Planned or random on-site inspections of an item that can be checked from afar, without a reason for going."""
    p = data.power_items
    remote = p.filter((p.kind == "inspection") & p.is_remote_capable)
    remote = remote.select(list_agency="agency_id", list_code="code").distinct()
    i = inspections(data)
    t = i.left_join(remote, [i.agency_id == remote.list_agency, i.item_code == remote.list_code])
    # An agency none of whose items can be checked from afar is clear even where the item is blank.
    able = remote.select(able_agency="list_agency").distinct()
    t = t.left_join(able, t.agency_id == able.able_agency)
    is_remote = ibis.cases(
        (t.able_agency.isnull(), ibis.literal(False)),
        (t.item_code.isnull(), ibis.null("boolean")),
        else_=t.list_code.notnull(),
    )
    unexplained = ~data.happened(t, "inspections", "onsite_reason")
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=under_new_rules(data, t) & planned(t) & on_site(t) & is_remote & unexplained,
        explain="{started_on}现场检查{party_name}的事项{item_code}，该事项可以非现场核查，没有写明现场检查理由。",
        started_on=t.started_on,
        party_name=t.party_name,
        item_code=t.item_code,
        trigger=t.trigger,
        mode=t["mode"],
    )
