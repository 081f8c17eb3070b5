"""INS-RESULT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-RESULT",
    title="检查结果未告知企业",
    subject="inspections",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("司法部 行政检查文书基本格式文本（试行）", "（结果告知）；参照海南省涉企行政检查条例（试行）第二十二条"),
    needs=("finished_on", "result_fixed_on", "told_on"),
    reading="2025年9月1日以后确定的检查结果，从次日起第5个工作日以内没有告知当事人的，列出；结果确定日期没有记载的，"
    "从办结日期起算，至今没有告知而末日已过的同样列出，没有办结的不列。5个工作日参照海南省的规定，可由地方另定。",
)
def result_not_told(data: Tables) -> ir.Table:
    """Results fixed from 2025-09-01 of which the party was not told by the 5th working day.

    From the day the result was fixed (a test report came in), else from the day the inspection was finished, which is
    not counted. The number is Hainan's; elsewhere a local parameter.
    """
    i = inspections(data)
    days = data.days("result_wd", i.result_fixed_on)
    i = i.mutate(limit_days=days, last_day=nth_working_day(i.result_fixed_on, days))
    fixed = i.result_fixed_on.notnull() | data.happened(i, "inspections", "finished_on")
    before_the_rule = i.result_fixed_on.notnull() & i.limit_days.isnull()
    late = ibis.ifelse(before_the_rule, ibis.literal(False), data.late(i, "inspections", "told_on", i.last_day))
    return judge(
        i,
        subject="inspections",
        step_on=i.result_fixed_on,
        hit=fixed & late,
        explain="检查结果{result_fixed_on}确定，最迟应于{last_day}告知（次日起第{limit_days}个工作日），实际{told_on}。",
        result_fixed_on=i.result_fixed_on,
        limit_days=i.limit_days,
        last_day=i.last_day,
        told_on=i.told_on,
    )
