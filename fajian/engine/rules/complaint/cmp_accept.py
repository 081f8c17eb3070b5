"""CMP-ACCEPT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CMP-ACCEPT",
    title="投诉举报未按期受理/告知",
    subject="complaints",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("民营经济促进法", "第五十三条；优化营商环境条例第四十九条"),
    needs=("received_on", "accepted_on", "rejected_on", "has_reject_reason", "owner_agency_id"),
    reading="属于收件机关职权的投诉举报，从收到次日起第5个工作日以内既没有受理、也没有不予受理的，"
    "或者不予受理而没有说明理由的，列出；5个工作日可由地方另定。至今没有答复而末日已过的同样列出。"
    "属于其他机关职权的，由“非职权事项未按期转办”列出。收到日期没有记载，或者不予受理是否说明理由没有记载的，"
    "无法判断。",
)
def not_accepted(data: Tables) -> ir.Table:
    """A complaint in the receiver's own power neither accepted nor refused in time, or refused without reasons.

    In time: by the 5th working day, a local number. Another agency's business is CMP-FORWARD's.
    """
    c = data.complaints
    days = data.days("accept_wd", c.received_on)
    c = c.mutate(
        limit_days=days,
        last_day=nth_working_day(c.received_on, days),
        answered_on=ibis.cases(
            (c.accepted_on.isnull(), c.rejected_on),
            (c.rejected_on.isnull() | (c.accepted_on <= c.rejected_on), c.accepted_on),
            else_=c.rejected_on,
        ),
    )
    own = ~data.happened(c, "complaints", "owner_agency_id") | (c.owner_agency_id == c.agency_id)
    answered = data.happened(c, "complaints", "accepted_on") | data.happened(c, "complaints", "rejected_on")
    late = ibis.cases(
        (c.answered_on.notnull(), c.answered_on > c.last_day),
        (c.last_day >= data.today, ibis.literal(False)),
        (~answered & c.last_day.notnull(), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    unexplained = data.happened(c, "complaints", "rejected_on") & ~c.has_reject_reason
    return judge(
        c,
        subject="complaints",
        step_on=c.received_on,
        hit=own & (late | unexplained),
        explain="{received_on}收到投诉举报，最迟应于{last_day}受理或不予受理（次日起第{limit_days}个工作日）；受理{accepted_on}，不予受理{rejected_on}，"
        "不受理说明理由：{has_reject_reason}。",
        received_on=c.received_on,
        limit_days=c.limit_days,
        last_day=c.last_day,
        accepted_on=c.accepted_on,
        rejected_on=c.rejected_on,
        has_reject_reason=c.has_reject_reason,
    )
