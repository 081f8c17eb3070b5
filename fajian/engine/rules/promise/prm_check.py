"""PRM-CHECK."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PRM-CHECK",
    title="未按期事中事后核查",
    subject="licences",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（事中事后核查）"),
    needs=("mode", "result", "decided_on", "check_due_days", "is_check_exempt", "promise_checked_on"),
    reading="按告知承诺准予许可、不属于免予核查的办件，没有在核查期限内核查的，列出。期限为该事项自定的天数，"
    "从许可决定次日起按自然日计算，末日遇休息日顺延；至今没有核查而末日已过的同样列出。核查期限没有记载的，无法判断。",
)
def not_checked(data: Tables) -> ir.Table:
    """A permit granted upon a promise that was not checked in time.

    The item's own number of calendar days after the decision, rolled over rest days; exempt items are left out.
    """
    t = data.licences
    t = t.mutate(last_day=rolled(days_after(t.decided_on, t.check_due_days)))
    late = data.late(t, "licences", "promise_checked_on", t.last_day)
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=(t["mode"] == "promise") & (t.result == "granted") & ~t.is_check_exempt & late,
        explain="{decided_on}按告知承诺准予许可，应在{check_due_days}日内（最迟{last_day}）核查，实际核查日期{promise_checked_on}。",
        decided_on=t.decided_on,
        check_due_days=t.check_due_days,
        last_day=t.last_day,
        promise_checked_on=t.promise_checked_on,
    )
