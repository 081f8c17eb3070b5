"""ACC-TRANSFER."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="ACC-TRANSFER",
    title="涉嫌违纪犯罪未移送",
    subject="accountability",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("行政执法监督条例", "第三十三条第一款；行政执法机关移送涉嫌犯罪案件的规定(2020)第十八条"),
    needs=("is_crime_suspected", "found_on", "handed_over_on"),
    reading="标明涉嫌违纪或者犯罪，而没有在发现次日起第10个工作日以内移送的，列为线索；至今没有移送而末日已过的同样列出。"
    "10个工作日可由地方另定。是否涉嫌没有填写的视为没有；发现日期没有记载的，无法判断。",
)
def not_handed_over(data: Tables) -> ir.Table:
    """A suspected breach of discipline or crime not handed over by the 10th working day, a local number."""
    k = data.accountability
    days = data.days("handover_wd", k.found_on)
    k = k.mutate(limit_days=days, last_day=nth_working_day(k.found_on, days))
    return judge(
        k,
        subject="accountability",
        step_on=k.found_on,
        hit=k.is_crime_suspected & data.late(k, "accountability", "handed_over_on", k.last_day),
        explain="{found_on}发现涉嫌违纪或者犯罪，最迟应于{last_day}（次日起第{limit_days}个工作日）移送，实际{handed_over_on}。",
        found_on=k.found_on,
        limit_days=k.limit_days,
        last_day=k.last_day,
        handed_over_on=k.handed_over_on,
    )
