"""INS-DISGUISE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

ACTED = ("corrected_on_spot", "ordered", "filed", "transferred")


@rule(
    id="INS-DISGUISE",
    title="变相检查、第三方外包检查",
    subject="inspections",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "六", since="2025-01-03"),
    needs=("activity", "has_checks", "follow_up", "started_at"),
    reading="2025年1月3日以后以观摩、督导、考察、调研的名义入企，实际开展了检查，或者当场改正、责令改正、立案、移送的，"
    "列为线索；是否实际开展检查没有填写的，视为开展了。真实的调研应当填否。后续处理没有记载而又填否的，无法判断。"
    "由第三方实施的检查，由“检查主体不具资格”列出。",
)
def inspected_under_another_name(data: Tables) -> ir.Table:
    """A visit, tour or survey in which something was checked, or which ended in an order. A blank counts as checked."""
    i = data.inspections
    i = i.mutate(started_on=i.started_at.cast("date"))
    new = i.started_on >= ibis.literal(data.setting("inspection_rules_from"), "date")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=(i.activity != "inspection") & new & (i.has_checks | i.follow_up.isin(ACTED)),
        explain="{started_on}以{activity}名义到{party_name}，是否实际开展检查：{has_checks}，后续处理：{follow_up}。",
        started_on=i.started_on,
        activity=i.activity,
        party_name=i.party_name,
        has_checks=i.has_checks,
        follow_up=i.follow_up,
    )
