"""CAM-PERMTASK."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-PERMTASK",
    title="长期/持续任务长期无进展",
    subject="campaign_tasks",
    certainty="线索",
    severity="提示",
    wording="线索",
    basis=law("专项整治工作方案", "持续推进的任务"),
    needs=("is_standing", "progressed_on", "plan_issued_on"),
    reading="标明持续推进的任务，自最近一次进展次日起满90日仍没有新进展的，列为线索；从来没有进展的，自方案印发次日起算。"
    "末日当日还没有超过；90日可由地方另定。没有进展、印发日期又没有记载的，无法判断。",
)
def no_progress(data: Tables) -> ir.Table:
    """A standing task without progress for more than 90 days, counted from the plan where there never was any."""
    t = tasks(data)
    since = ibis.cases(
        (t.progressed_on.notnull(), t.progressed_on),
        (~data.happened(t, "campaign_tasks", "progressed_on"), t.plan_issued_on),
        else_=ibis.null("date"),
    )
    days = data.days("progress_days", data.today)
    t = t.mutate(runs_from_on=since, limit_days=days)
    t = t.mutate(last_day=days_after(t.runs_from_on, t.limit_days))
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.runs_from_on,
        hit=t.is_standing & (t.last_day < data.today),
        explain="持续推进的任务最近进展{progressed_on}（方案印发{plan_issued_on}），至{last_day}满{limit_days}日没有新进展。",
        progressed_on=t.progressed_on,
        plan_issued_on=t.plan_issued_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
    )
