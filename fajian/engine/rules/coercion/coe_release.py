"""COE-RELEASE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.codes import has_any
from fajian.engine.rules.measures import HELD
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge

KEPT = ("confiscated", "transferred", "destroyed", "auctioned")


@rule(
    id="COE-RELEASE",
    title="应解除未及时解除/未退还",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第二十八条、第三十三条", since="2012-01-01"),
    needs=("kind", "penalty_id", "released_on", "disposed_on", "disposal", "returned_on"),
    reading="查封、扣押、冻结的关联案件已经以不予处罚、违法事实不成立、撤销案件结束，或者给予处罚而没有没收，"
    "从案件决定次日起第1个工作日以内没有解除也没有作出处理决定的，列出。扣押的财物已经解除，又没有没收、移送、销毁、"
    "拍卖，从解除次日起第3个工作日以内没有退还的，列出。法律只说“及时”“立即”，两个天数可由地方另定；"
    "至今没有办理而末日已过的同样列出。",
)
def not_released(data: Tables) -> ir.Table:
    """Sealed, seized or frozen things kept though the case was over, or seized things released and not given back.

    The case was over when it ended without penalty (不予处罚、违法事实不成立、撤销案件) or with a penalty that
    confiscates nothing; then the first working day after the decision is the last for release or another disposal.
    Seized things that are released and not confiscated, handed over, destroyed or auctioned go back by the third
    working day. The law says at once; both numbers are parameters.
    """
    c = data.coercions
    cases = data.penalties
    t = look_up(
        c, "penalty_id", cases, "penalty_id", outcome="outcome", case_decided_on="decided_on",
        case_kinds="penalty_kinds",
    )  # fmt: skip
    nothing_kept = (t.outcome == "penalty") & ~has_any(t.case_kinds, ("confiscate_gain", "confiscate_goods"))
    over = t.outcome.isin(["no_penalty", "not_established", "withdrawn"]) | nothing_kept
    t = t.mutate(
        case_over=data.happened(t, "coercions", "penalty_id") & over,
        last_day=nth_working_day(t.case_decided_on, data.days("release_wd", t.case_decided_on)),
        return_last_day=nth_working_day(t.released_on, data.days("return_wd", t.released_on)),
    )
    ended_by = data.done_by(t, "coercions", "released_on", t.last_day) | data.done_by(
        t, "coercions", "disposed_on", t.last_day
    )
    kept = t.case_over & ~ended_by & (t.last_day < data.today)
    released = data.happened(t, "coercions", "released_on")
    owed = (t.kind == "seize") & released & ~t.disposal.isin(KEPT)
    not_returned = owed & data.late(t, "coercions", "returned_on", t.return_last_day)
    return judge(
        t,
        subject="coercions",
        step_on=ibis.coalesce(t.case_decided_on, t.released_on),
        hit=t.kind.isin([*HELD, "freeze"]) & (kept | not_returned),
        explain="{kind}：关联案件{penalty_id}（{case_decided_on}决定）处理完毕后解除的最后一日{last_day}，实际解除{released_on}，处理决定"
        "{disposed_on}；解除后退还的最后一日{return_last_day}，实际退还{returned_on}，处理方式{disposal}。问题：{problem}。",
        problem=problems(
            (kept, "案件处理完毕后未及时解除"),
            (not_returned, "解除后未及时退还"),
        ),
        kind=t.kind,
        penalty_id=t.penalty_id,
        case_decided_on=t.case_decided_on,
        last_day=t.last_day,
        released_on=t.released_on,
        disposed_on=t.disposed_on,
        return_last_day=t.return_last_day,
        returned_on=t.returned_on,
        disposal=t.disposal,
    )
