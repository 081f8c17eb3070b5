"""LIC-050-RENEW."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-050-RENEW",
    title="延续申请逾期未决",
    subject="licences",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第五十条第二款"),
    needs=("is_renewal", "received_on", "previous_valid_to_on", "decided_on", "result"),
    reading="至少在原许可有效期最后一日的30日以前申请延续（恰好提前30日的算在内），而有效期届满以前没有作出决定的，"
    "列出；有效期最后一日作出决定视为及时，至今没有决定而有效期已过的同样列出。30日为自然日，约束的是申请人。"
    "申请人撤回的不列；收到申请日期或者原许可有效期没有记载的，无法判断。",
)
def renewal_undecided(data: Tables) -> ir.Table:
    """A renewal asked for in time and not decided before the old permit ended; it then counts as granted.

    In time: at least 30 calendar days before the end (the 30 days bind the applicant and are no working days). Decided
    on the last day of the old permit is in time. Withdrawn applications are left out.
    """
    t = data.licences
    days = data.days("licence_renewal_days", t.received_on)
    t = t.mutate(ask_by=days_after(t.previous_valid_to_on, -days))
    late = data.late(t, "licences", "decided_on", t.previous_valid_to_on)
    return judge(
        t,
        subject="licences",
        step_on=t.received_on,
        hit=t.is_renewal & (t.result != "withdrawn") & (t.received_on <= t.ask_by) & late,
        explain="原许可有效期至{previous_valid_to_on}，{received_on}申请延续（最迟{ask_by}），"
        "应在有效期届满前决定，实际决定日{decided_on}。",
        previous_valid_to_on=t.previous_valid_to_on,
        received_on=t.received_on,
        ask_by=t.ask_by,
        decided_on=t.decided_on,
    )
