"""RVW-REDO."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-REDO",
    title="责令重作超期或同一理由重作",
    subject="reviews_and_suits",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政复议法(2017)", "第二十八条", until="2023-12-31"),
        law("行政复议法(2023)", "第六十四条第二款", since="2024-01-01", until="2026-06-30"),
        law("行政复议法实施条例(2026)", "第五十八条、第七十一条；行政复议法(2023)第六十四条第二款", since="2026-07-01"),
    ),
    needs=("result", "result_received_on", "redo_days", "redo_decided_on", "is_redo_same"),
    reading="结果为撤销并责令重作的案件，没有在期限内重新作出决定的，或者重新作出的决定与原行为基本相同的，列出；"
    "至今没有重作而末日已过的同样列出。期限从收到结果次日起按复议决定、裁判写明的天数计算；没有写明的，"
    "2026年7月1日以后收到的为60日，此前收到的无法判断是否逾期。期限为自然日，末日遇休息日顺延；"
    "是否基本相同以填写的为准，没有填写的无法判断。",
)
def redone_late(data: Tables) -> ir.Table:
    """Annulled and to be done again: done late, not done though the time is up, or done the same way again.

    The days the decision sets, else 60 where the result was received from 2026-07-01, else it cannot be judged;
    calendar days, rolled over rest days. Whether it is the same again is as entered.
    """
    r = data.reviews_and_suits
    days = ibis.coalesce(r.redo_days, data.days("review_redo_days", r.result_received_on))
    r = r.mutate(limit_days=days, last_day=rolled(days_after(r.result_received_on, days)))
    redone = data.happened(r, "reviews_and_suits", "redo_decided_on")
    late = data.late(r, "reviews_and_suits", "redo_decided_on", r.last_day)
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.result_received_on,
        hit=(r.result == "revoked_redo") & (late | (redone & r.is_redo_same)),
        explain="{result_received_on}收到责令重作的结果，期限{limit_days}日，最迟应于{last_day}重新作出，实际{redo_decided_on}；"
        "与原行为基本相同：{is_redo_same}。",
        result_received_on=r.result_received_on,
        limit_days=r.limit_days,
        last_day=r.last_day,
        redo_decided_on=r.redo_decided_on,
        is_redo_same=r.is_redo_same,
    )
