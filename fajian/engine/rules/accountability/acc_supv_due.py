"""ACC-SUPV-DUE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="ACC-SUPV-DUE",
    title="监督督办函/意见书/决定书逾期未报纠正情况",
    subject="supervisions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法监督条例", "第二十七条、第二十八条、第二十九条", since="2026-02-01"),
    needs=("served_on", "due_on", "reported_on", "closed_on"),
    reading="行政执法监督文书送达以后，没有在报送期限以前（含当日）报送纠正情况的，列出；"
    "至今没有报送而末日已过的同样列出。文书没有写明期限的，从送达次日起30日，末日遇休息日顺延，可由地方另定。"
    "没有写明期限而送达日期没有记载的，或者已经销号而报送日期没有记载的，无法判断。",
)
def not_reported(data: Tables) -> ir.Table:
    """Supervision documents to which the agency did not report by their day.

    Where the document sets none: 30 calendar days after service, rolled over rest days (a local number).
    """
    v = data.supervisions
    usual = rolled(days_after(v.served_on, data.days("supervision_days", v.served_on)))
    v = v.mutate(last_day=ibis.coalesce(v.due_on, usual))
    return judge(
        v,
        subject="supervisions",
        step_on=v.served_on,
        hit=data.late(v, "supervisions", "reported_on", v.last_day),
        explain="{kind}{served_on}送达，最迟应于{last_day}报送纠正情况，实际{reported_on}。",
        kind=v.kind,
        served_on=v.served_on,
        last_day=v.last_day,
        reported_on=v.reported_on,
    )
