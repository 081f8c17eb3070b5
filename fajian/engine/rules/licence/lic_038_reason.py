"""LIC-038-REASON."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-038-REASON",
    title="不予许可未说明理由告知救济",
    subject="licences",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第三十八条第二款"),
    needs=("result", "deny_missing"),
    reading="不予许可的决定缺少书面决定、理由或者救济途径的，列出。缺项以核对人填写的为准，没有填写视为没有核对，"
    "无法判断。",
)
def refused_without_reasons(data: Tables) -> ir.Table:
    """A permit refused without a written decision, without reasons, or without saying what can be done against it."""
    t = data.licences
    lacking = lacks_something(t.deny_missing, "licences", "deny_missing")
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=(t.result == "denied") & lacking,
        explain="{decided_on}不予许可，缺书面决定：{no_document}，缺理由：{no_reason}，缺救济途径：{no_remedy}。",
        decided_on=t.decided_on,
        no_document=t.deny_missing.contains("document"),
        no_reason=t.deny_missing.contains("reason"),
        no_remedy=t.deny_missing.contains("remedy"),
    )
