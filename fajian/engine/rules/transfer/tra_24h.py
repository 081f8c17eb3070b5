"""TRA-24H."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import hours_after
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-24H",
    title="批准后24小时未移送",
    subject="transfers",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第五条第二款"),
    needs=("is_approved", "approved_at", "sent_at"),
    reading="批准移送以后，24小时以内没有移送公安机关的，列出。24小时连续计算，夜间和休息日不扣除，"
    "恰满24小时的视为及时。至今没有移送的，在24小时届满的次日起列出。批准时间没有记载的，无法判断。",
)  # fmt: skip
def sent_late(data: Tables) -> ir.Table:
    """Transfers approved and not sent to the police within 24 hours.

    The hours run on, through nights and rest days; the same minute of the next day is in time. What is not sent yet is
    late once the day on which the hours ended is past.
    """
    t = data.transfers
    t = t.mutate(last_at=hours_after(t.approved_at, data.days("transfer_hours", t.approved_at.date())))
    approved = data.happened(t, "transfers", "is_approved") & t.is_approved
    late = ibis.cases(
        (t.last_at.isnull(), ibis.null("boolean")),
        (t.sent_at.notnull(), t.sent_at > t.last_at),
        (t.last_at.date() >= data.today, ibis.literal(False)),
        else_=~data.happened(t, "transfers", "sent_at"),
    )
    return judge(
        t,
        subject="transfers",
        step_on=t.approved_at.date(),
        hit=approved & late,
        explain="{approved_at}批准移送，最迟应于{last_at}移送公安机关（24小时），实际移送{sent_at}。",
        approved_at=t.approved_at,
        last_at=t.last_at,
        sent_at=t.sent_at,
    )
