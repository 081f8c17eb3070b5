"""INS-PUBRESULT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.publications import must_be_shown
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-PUBRESULT",
    title="抽查结果未及时公示",
    subject="inspections",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law(
        "国发〔2019〕5号 双随机、一公开意见", "（抽查结果公示）；优化营商环境条例第五十四条；国办发〔2018〕118号"
    ),
    needs=("trigger", "finished_on", "result_published_on", "publicity_exemption"),
    reading="双随机抽查办结以后，从次日起第20个工作日以内没有公示结果的，列出；至今没有公示而末日已过的同样列出。"
    "依法不予公开的不列；填写“未列入公示目录”的由人工判断，无法判断。办结日期没有记载的，无法判断。",
)
def result_not_published(data: Tables) -> ir.Table:
    """Random inspections whose result was not published by the 20th working day after they were finished."""
    i = inspections(data)
    i = i.mutate(last_day=nth_working_day(i.finished_on, data.days("result_publish_wd", i.finished_on)))
    finished = data.happened(i, "inspections", "finished_on")
    late = data.late(i, "inspections", "result_published_on", i.last_day)
    return judge(
        i,
        subject="inspections",
        step_on=i.finished_on,
        hit=(i.trigger == "random") & finished & must_be_shown(data, i, "inspections") & late,
        explain="双随机抽查{finished_on}办结，结果最迟应于{last_day}公示（次日起第20个工作日），实际{result_published_on}；"
        "不予公开情形：{publicity_exemption}。",
        finished_on=i.finished_on,
        last_day=i.last_day,
        result_published_on=i.result_published_on,
        publicity_exemption=i.publicity_exemption,
    )
