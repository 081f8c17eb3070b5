"""CMP-FORWARD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CMP-FORWARD",
    title="非职权事项未按期转办",
    subject="complaints",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("河南省优化营商环境条例", "第七十八条"),
    needs=("received_on", "owner_agency_id", "forwarded_on"),
    reading="属于其他机关职权的投诉举报，没有在本省规定的期限内转办的，列出；期限从收到次日起按自然日计算，"
    "末日遇休息日顺延，至今没有转办而末日已过的同样列出。河南省为5日；本地没有收录期限的，无法判断。",
)
def not_forwarded(data: Tables) -> ir.Table:
    """Another agency's business not passed on in 5 days.

    Calendar days from receipt, rolled over rest days. The number is a province's; without one it cannot be judged.
    """
    c = data.complaints
    c = c.mutate(last_day=rolled(days_after(c.received_on, data.days("forward_days", c.received_on))))
    others = data.happened(c, "complaints", "owner_agency_id") & (c.owner_agency_id != c.agency_id)
    return judge(
        c,
        subject="complaints",
        step_on=c.received_on,
        hit=others & data.late(c, "complaints", "forwarded_on", c.last_day),
        explain="{received_on}收到不属本机关职权的投诉举报，最迟应于{last_day}转有权机关{owner_agency_id}，实际{forwarded_on}。",
        received_on=c.received_on,
        owner_agency_id=c.owner_agency_id,
        last_day=c.last_day,
        forwarded_on=c.forwarded_on,
    )
