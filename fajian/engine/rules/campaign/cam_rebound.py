"""CAM-REBOUND."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.acts import acted_on
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-REBOUND",
    title="整改后反弹",
    subject="ledger_issues",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("专项整治工作方案", "对整改后反弹问题跟踪督办的要求"),
    needs=("closed_on", "category"),
    reading="问题销号以后12个月以内，同一单位的台账又登记同类问题的，列为线索，应当作为重点事项跟踪督办；"
    "销号当日登记的不算，12个月的末日当日登记的算，不顺延。再次登记的问题写明办件编号、办件行为发生在销号当日以前（含当日）的，"
    "不算反弹。还没有销号的不列；类别没有记载的，本单位其后12个月内有别的问题才无法判断；已销号而没有销号日期的，无法判断。"
    "这里只比较台账，不比较同一次筛查的其他疑点。",
)
def relapsed(data: Tables) -> ir.Table:
    """A problem struck off whose like was found in the same unit within twelve months. Record: the one struck off.

    What was done by the day of striking off is no relapse. Only ledgers are compared: a finding of the same run is a
    suspicion, and becomes a row of the ledger when it is confirmed.
    """
    months = data.setting("rebound_months")
    i = data.ledger_issues
    days = acted_on(data).rename(of_kind="act_kind", of_id="act_id")
    new = i.mutate(names_act=data.happened(i, "ledger_issues", "act_id"))
    new = new.left_join(days, [new.act_kind == days.of_kind, new.act_id == days.of_id])
    new = new.select(
        "agency_id", "names_act", "acted_on", again_id="issue_id", again_on="found_on", again_category="category"
    )
    pairs = i.filter(i.closed_on.notnull()).inner_join(new, "agency_id")
    within = (pairs.again_on > pairs.closed_on) & (pairs.again_on <= months_after(pairs.closed_on, months))
    pairs = pairs.filter((pairs.again_id != pairs.issue_id) & within.fill_null(True))
    done_before = pairs.names_act & (pairs.acted_on <= pairs.closed_on)
    recent = pairs.again_on.notnull() | ibis.null("boolean")
    pairs = pairs.mutate(same=(pairs.category == pairs.again_category) & recent & ~done_before)
    found = pairs.group_by(closed_id="issue_id").aggregate(
        surely=pairs.same.any(),
        perhaps=pairs.same.isnull().any(),
        again_on=pairs.again_on.min(where=pairs.same),
    )
    t = i.left_join(found, i.issue_id == found.closed_id)
    closed = (t.status == "closed").fill_null(False) | data.happened(t, "ledger_issues", "closed_on")
    again = ibis.cases(
        (t.closed_on.isnull(), ibis.null("boolean")),
        (t.surely, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return judge(
        t,
        subject="ledger_issues",
        step_on=t.again_on,
        hit=closed & again,
        explain=f"问题（{{category}}）{{closed_on}}销号，{{again_on}}又登记同类问题，在销号后{months}个月以内。",
        category=t.category,
        closed_on=t.closed_on,
        again_on=t.again_on,
    )
