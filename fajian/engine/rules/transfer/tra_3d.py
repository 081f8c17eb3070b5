"""TRA-3D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-3D",
    title="移送审批超3日",
    subject="transfers",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第五条第二款"),
    needs=("reported_on", "decided_on", "is_approved", "has_refusal_reason"),
    reading="涉嫌犯罪案件的移送报告，从报告次日起3日以内没有作出决定的，或者不批准移送而没有记录理由的，列出。"
    "3日为自然日，末日遇休息日顺延；至今没有决定而末日已过的同样列出。不批准是否说明理由没有记载的，无法判断。",
)  # fmt: skip
def head_decided_late(data: Tables) -> ir.Table:
    """Reports on a suspected crime the head did not decide on within three days, or refused without reasons.

    Calendar days, rolled over rest days: this regulation, unlike the penalty law, does not make them working days.
    """
    t = data.transfers
    t = t.mutate(last_day=rolled(days_after(t.reported_on, data.days("transfer_days", t.reported_on))))
    refused = data.happened(t, "transfers", "is_approved") & ~t.is_approved
    late = data.late(t, "transfers", "decided_on", t.last_day)
    return judge(
        t,
        subject="transfers",
        step_on=t.reported_on,
        hit=late | (refused & ~t.has_refusal_reason),
        explain="{reported_on}报告，最迟应于{last_day}作出决定（3日，遇休息日顺延），实际审批日期{decided_on}，批准移送：{is_approved}，不批准的理由已记录：{has_refusal_reason}。问题：{problem}。",
        problem=problems(
            (late, "未按期决定"),
            (refused & ~t.has_refusal_reason, "不批准未说明理由"),
        ),
        reported_on=t.reported_on,
        last_day=t.last_day,
        decided_on=t.decided_on,
        is_approved=t.is_approved,
        has_refusal_reason=t.has_refusal_reason,
    )
