"""FIN-066-INSTALMENT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-066-INSTALMENT",
    title="当事人申请分期延期未处理",
    subject="penalties",
    certainty="线索",
    severity="提示",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第五十二条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十六条第二款", since="2021-07-15"),
    ),
    needs=("deferral_requested_on", "deferral_decided_on"),
    reading="当事人申请延期或者分期缴纳罚款，从次日起第5个工作日已过、至今没有审批日期的，列为线索。"
    "法律没有规定答复天数，5个工作日可由地方另定；已经答复的，答复较晚也不列。",
)
def not_answered(data: Tables) -> ir.Table:
    """The party asked to pay later or by instalments, was not answered, and the 5th working day is past.

    The law sets no time for the answer; the number is local. A late answer is no hit.
    """
    p = data.penalties
    days = data.days("deferral_wd", p.deferral_requested_on)
    p = p.mutate(limit_days=days, last_day=nth_working_day(p.deferral_requested_on, days))
    asked = data.happened(p, "penalties", "deferral_requested_on")
    unanswered = ~data.happened(p, "penalties", "deferral_decided_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.deferral_requested_on,
        hit=asked & unanswered & (p.last_day < data.today),
        explain="{deferral_requested_on}申请延期或分期缴纳，至{last_day}（次日起第{limit_days}个工作日）仍无审批结论。",
        deferral_requested_on=p.deferral_requested_on,
        limit_days=p.limit_days,
        last_day=p.last_day,
    )
