"""FIN-028-NOCORRECT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="FIN-028-NOCORRECT",
    title="只罚款不纠正违法（罚而不纠）",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第二十三条", until="2021-07-14"),
        law("行政处罚法(2021)", "第二十八条第一款", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "fine_yuan", "is_correctable", "correction_ordered_on", "correction_due_on",
           "rechecked_on"),
    reading="处以罚款的案件，违法行为可以改正而没有责令改正日期的，或者责令改正期限已过而没有复查日期的，列出。"
    "改正期限的末日当日还没有过期；复查在哪一日，不影响结论。违法行为是否可以改正没有记载的，无法判断。",
)  # fmt: skip
def not_put_right(data: Tables) -> ir.Table:
    """Fined, and what can be put right was not ordered to be, or nobody rechecked when the time for it was up.

    The last day for putting it right is not yet past: it was before the as-of day. A recheck on any day will do. The
    order may stand in the decision itself; then its day is that of the decision.
    """
    p = data.penalties
    no_order = p.is_correctable & ~data.happened(p, "penalties", "correction_ordered_on")
    due = data.happened(p, "penalties", "correction_due_on") & (p.correction_due_on < data.today)
    not_rechecked = due & ~data.happened(p, "penalties", "rechecked_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=fined(p) & (no_order | not_rechecked),
        explain="罚款{fine_yuan}元，违法行为可以改正：{is_correctable}，责令改正日期{correction_ordered_on}，"
        "改正期限{correction_due_on}，复查日期{rechecked_on}。",
        fine_yuan=p.fine_yuan,
        is_correctable=p.is_correctable,
        correction_ordered_on=p.correction_ordered_on,
        correction_due_on=p.correction_due_on,
        rechecked_on=p.rechecked_on,
    )
