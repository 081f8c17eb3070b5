"""INS-NOACTION."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-NOACTION",
    title="发现问题不处理",
    subject="inspections",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第五十四条第二款、第八十三条"),
    needs=("finding_count", "follow_up", "finished_on"),
    reading="检查发现问题，后续处理填“无”，而从办结次日起第15个工作日已过的，列为线索；末日当日还没有过期，"
    "15个工作日可由地方另定。后续处理没有填写的，无法判断。",
)
def nothing_done(data: Tables) -> ir.Table:
    """Inspections that found problems, were followed by nothing, and ended more than 15 working days ago.

    后续处理 无 = nothing was done; a blank cell cannot be judged. The 15th working day itself is not yet past.
    """
    i = inspections(data)
    days = data.days("follow_wd", i.finished_on)
    i = i.mutate(limit_days=days, last_day=nth_working_day(i.finished_on, days))
    past = data.happened(i, "inspections", "finished_on") & (i.last_day < data.today)
    return judge(
        i,
        subject="inspections",
        step_on=i.finished_on,
        hit=(i.finding_count > 0) & (i.follow_up == "none") & past,
        explain="检查发现问题{finding_count}个，{finished_on}办结，至{last_day}（次日起第{limit_days}个工作日）后续处理：{follow_up}。",
        finding_count=i.finding_count,
        finished_on=i.finished_on,
        limit_days=i.limit_days,
        last_day=i.last_day,
        follow_up=i.follow_up,
    )
