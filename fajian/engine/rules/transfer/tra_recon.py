"""TRA-RECON."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-RECON",
    title="对不立案未在3日内提请复议/监督",
    subject="transfers",
    certainty="确定(条件)",
    severity="提示",
    wording="未按规定",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第九条第一款"),
    needs=("police_refused_on", "agency_opinion", "reconsidered_on"),
    reading="收到公安机关不立案通知、本机关认为应当立案，而从次日起3日以内没有提请复议或者立案监督的，列出。"
    "3日为自然日，末日遇休息日顺延。提请是可以而不是应当，由人工判断是否成立；本机关意见没有记载的，无法判断。",
)  # fmt: skip
def did_not_ask_again(data: Tables) -> ir.Table:
    """The police refused, the agency thinks a case should be opened, and did not ask again within three days.

    Calendar days, rolled over rest days. The agency may ask, it need not: what is lost is the way itself.
    """
    t = data.transfers
    t = t.mutate(last_day=rolled(days_after(t.police_refused_on, data.days("transfer_days", t.police_refused_on))))
    refused = data.happened(t, "transfers", "police_refused_on")
    wanted = t.agency_opinion == "should_file"
    return judge(
        t,
        subject="transfers",
        step_on=t.police_refused_on,
        hit=refused & wanted & data.late(t, "transfers", "reconsidered_on", t.last_day),
        explain="{police_refused_on}收到不立案通知，本机关意见为“{agency_opinion}”，最迟应于{last_day}提请复议或者立案监督（3日，遇休息日顺延），实际{reconsidered_on}。",
        police_refused_on=t.police_refused_on,
        agency_opinion=t.agency_opinion,
        last_day=t.last_day,
        reconsidered_on=t.reconsidered_on,
    )
