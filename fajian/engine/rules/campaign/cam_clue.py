"""CAM-CLUE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-CLUE",
    title="举报线索未按期核查反馈",
    subject="complaints",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "举报线索的核查与反馈"),
    needs=("campaign_id", "issue_id", "received_on", "done_on"),
    reading="整治活动收到的举报，没有转入问题台账，又没有在收到次日起第10个工作日以内办结的，列出；"
    "至今没有办结而末日已过的同样列出。10个工作日可由地方另定。不属于整治活动的投诉举报不列；"
    "核查不属实的，办结即可，不必转入台账。收到日期没有记载的，无法判断。",
)
def clue_left_lying(data: Tables) -> ir.Table:
    """A complaint to a campaign that neither became a problem in its ledger nor was dealt with in time.

    In time: by the 10th working day, a local number. What proves untrue is done when it is answered.
    """
    c = data.complaints
    days = data.days("campaign_clue_wd", c.received_on)
    c = c.mutate(limit_days=days, last_day=nth_working_day(c.received_on, days))
    of_campaign = data.happened(c, "complaints", "campaign_id")
    no_issue = ~data.happened(c, "complaints", "issue_id")
    return judge(
        c,
        subject="complaints",
        step_on=c.received_on,
        hit=of_campaign & no_issue & data.late(c, "complaints", "done_on", c.last_day),
        explain="{received_on}收到整治活动的举报，没有转入问题台账，最迟应于{last_day}办结（次日起第{limit_days}个工作日），实际{done_on}。",
        received_on=c.received_on,
        limit_days=c.limit_days,
        last_day=c.last_day,
        done_on=c.done_on,
        campaign_id=c.campaign_id,
    )
