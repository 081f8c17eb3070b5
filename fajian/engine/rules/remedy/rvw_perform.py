"""RVW-PERFORM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-PERFORM",
    title="不履行复议决定/生效裁判",
    subject="reviews_and_suits",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政复议法(2023)", "第七十七条、第八十三条；行政诉讼法(2017修正)第九十四条、第九十六条"),
    needs=("perform_due_on", "performed_on"),
    reading="复议决定、裁判等写明履行期限，而履行日期晚于期限的，或者期限已过至今没有履行的，列出；"
    "期限当日履行视为及时。没有记载履行期限的不列。",
)
def not_performed(data: Tables) -> ir.Table:
    """A result to be performed by a day, and performed later or not at all; the day itself is in time."""
    r = data.reviews_and_suits
    due = data.happened(r, "reviews_and_suits", "perform_due_on")
    late = data.late(r, "reviews_and_suits", "performed_on", r.perform_due_on)
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.perform_due_on,
        hit=due & late,
        explain="{kind}结果最迟应于{perform_due_on}履行，实际履行日期{performed_on}。",
        kind=r.kind,
        perform_due_on=r.perform_due_on,
        performed_on=r.performed_on,
    )
