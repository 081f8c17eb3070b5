"""FIN-PROGRESSIVE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, loaded


@rule(
    id="FIN-PROGRESSIVE",
    title="未先责令改正即适用“逾期不改正”罚则",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三条、第三十条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四条、第四十条", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "fine_yuan", "norm_id", "decided_on", "correction_ordered_on",
           "correction_due_on", "rechecked_on", "recheck_result"),
    reading="罚则以责令改正而逾期不改正、拒不改正为前提，处以罚款而有下列情形之一的，列出：没有责令改正日期；"
    "责令改正不早于处罚决定当日；改正期限还没有届满（含末日当日）就作出决定；决定以前（含当日）复查已经改正。"
    "没有写明改正期限的，视为当即改正，只看前后。罚则没有记载、罚则库没有收录的，无法判断；"
    "没有复查的，由“罚而不纠”列出。2018年1月1日以前的决定没有收录法律版本，无法判断。",
)  # fmt: skip
def fined_without_a_chance(data: Tables) -> ir.Table:
    """Fined under a clause that presupposes an ignored order to put things right, without an order that had lapsed.

    No order, one not made before the day of the decision, its last day not yet past at the decision, or a recheck up
    to the decision that found the matter put right.
    """
    t = look_up(
        with_clause(data, data.penalties), "clause_id", data.penalty_norms, "norm_id", is_progressive="is_progressive"
    )
    no_order = ~data.happened(t, "penalties", "correction_ordered_on")
    at_once = ~no_order & (t.correction_ordered_on >= t.decided_on)
    too_early = data.happened(t, "penalties", "correction_due_on") & (t.decided_on <= t.correction_due_on)
    rechecked = data.happened(t, "penalties", "rechecked_on") & (t.rechecked_on <= t.decided_on)
    put_right = rechecked & (t.recheck_result == "corrected")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=loaded(t.decided_on) & fined(t) & t.is_progressive & (no_order | at_once | too_early | put_right),
        explain="{decided_on}依据{citation}罚款{fine_yuan}元；责令改正{correction_ordered_on}，改正期限{correction_due_on}，"
        "复查{rechecked_on}（{recheck_result}）；问题：{problem}。",
        problem=problems(
            (no_order, "没有责令改正"),
            (at_once, "责令改正不早于决定"),
            (too_early, "改正期限没有届满"),
            (put_right, "复查已经改正"),
        ),
        decided_on=t.decided_on,
        citation=t.citation,
        fine_yuan=t.fine_yuan,
        correction_ordered_on=t.correction_ordered_on,
        correction_due_on=t.correction_due_on,
        rechecked_on=t.rechecked_on,
        recheck_result=t.recheck_result,
    )
