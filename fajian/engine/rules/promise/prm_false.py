"""PRM-FALSE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PRM-FALSE",
    title="承诺不实未处置未入信用",
    subject="licences",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（失信惩戒）；信用修复管理办法(2026)第二十五条"),
    needs=("mode", "promise_checked_on", "is_promise_false", "false_promise_action_on", "credit_recorded_on"),
    reading="告知承诺办件经核查承诺不实，没有处置日期或者没有失信记录日期的，列出。已经核查而是否不实没有记载的，"
    "无法判断。",
)
def no_consequence(data: Tables) -> ir.Table:
    """A promise found false on checking, and nothing was done about it or it was not put on the credit record."""
    t = data.licences
    checked = data.happened(t, "licences", "promise_checked_on")
    nothing_done = ~data.happened(t, "licences", "false_promise_action_on")
    not_recorded = ~data.happened(t, "licences", "credit_recorded_on")
    return judge(
        t,
        subject="licences",
        step_on=t.promise_checked_on,
        hit=(t["mode"] == "promise") & checked & t.is_promise_false & (nothing_done | not_recorded),
        explain="{promise_checked_on}核查发现承诺不实；处置日期{false_promise_action_on}，失信记录日期{credit_recorded_on}。",
        promise_checked_on=t.promise_checked_on,
        false_promise_action_on=t.false_promise_action_on,
        credit_recorded_on=t.credit_recorded_on,
    )
