"""TRA-BACK."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-BACK",
    title="公安不立案/退回后未依法处理",
    subject="transfers",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第十条、第十三条；行政处罚法(2021)第二十七条"),
    needs=("police_refused_on", "resumed_on", "reconsidered_on", "police_filed_on"),
    reading="收到公安机关不立案通知，从次日起第15个工作日以内没有恢复行政处理的，列为线索，"
    "至今没有恢复而末日已过的同样列出；15个工作日是筛查口径，可由地方另定。已经提请复议或者立案监督、"
    "公安机关又立案的，不列。移送期间办案期限依规章中止，由人工判断。",
)
def not_taken_up_again(data: Tables) -> ir.Table:
    """The police refused and the agency did not take the case up again within fifteen working days.

    No statute names the days: a parameter. An agency that asked the police again, or whose case they opened after all,
    has nothing to take up yet.
    """
    t = data.transfers
    days = data.days("resume_wd", t.police_refused_on)
    t = t.mutate(last_day=nth_working_day(t.police_refused_on, days))
    pending = data.happened(t, "transfers", "reconsidered_on") | data.happened(t, "transfers", "police_filed_on")
    return judge(
        t,
        subject="transfers",
        step_on=t.police_refused_on,
        hit=data.happened(t, "transfers", "police_refused_on")
        & ~pending
        & data.late(t, "transfers", "resumed_on", t.last_day),
        explain="{police_refused_on}收到不立案通知，最迟应于{last_day}恢复行政处理，实际{resumed_on}。",
        police_refused_on=t.police_refused_on,
        last_day=t.last_day,
        resumed_on=t.resumed_on,
    )
