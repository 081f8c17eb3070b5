"""PEN-054-NOTFILED."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-054-NOTFILED",
    title="有案不立、立案不及时",
    subject="clues",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十六条", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十四条第二款、第七十六条第二款", since="2021-07-15"),
    ),
    needs=("received_on", "extended_on", "result"),
    reading="线索收到后，从次日起第15个工作日已过、至今没有处理结果的，列为线索；批准延长核查的为30个工作日。"
    "末日当日还没有过期。天数是市场监管的规定，其他领域可由地方另定。收到日期没有记载的，无法判断。",
)  # fmt: skip
def clue_without_result(data: Tables) -> ir.Table:
    """Clues without a result when the time to check them was over: 15 working days, 30 if the check was extended.

    The as-of day itself may still be the last one. The days are those of market regulation; other fields may differ, so
    this is a clue only.
    """
    c = data.clues
    days = data.days("clue_check_wd", c.received_on)
    extended = data.happened(c, "clues", "extended_on")
    usual, longest = nth_working_day(c.received_on, days), nth_working_day(c.received_on, days * 2)
    may_last = extended.fill_null(True)
    t = c.mutate(
        usual_day=usual,
        limit_days=ibis.ifelse(may_last, days * 2, days),
        last_day=ibis.ifelse(may_last, longest, usual),
    )
    over = ibis.cases(
        (t.received_on.isnull(), ibis.null("boolean")),
        (t.last_day < data.today, ibis.literal(True)),
        (t.usual_day >= data.today, ibis.literal(False)),
        else_=ibis.ifelse(extended, False, ibis.null("boolean")),
    )
    return judge(
        t,
        subject="clues",
        step_on=t.received_on,
        hit=~data.happened(t, "clues", "result") & over,
        explain="线索{received_on}收到，延长核查批准日{extended_on}，最迟应于{last_day}作出处理（{limit_days}个工作日），至今没有处理结果。",
        received_on=t.received_on,
        extended_on=t.extended_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
    )
