"""RVW-ANSWER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, nth_working_day, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-ANSWER",
    title="复议答复举证超期",
    subject="reviews_and_suits",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政复议法(2017)", "第二十三条", until="2023-12-31"),
        law("行政复议法(2023)", "第四十八条、第五十四条、第七十条、第八十八条第二款", since="2024-01-01"),
    ),
    needs=("kind", "copy_received_on", "is_simplified", "answered_on", "evidence_on", "ended_on"),
    reading="行政复议案件，没有在收到申请书副本次日起第10个工作日（简易程序第5个）以内既答复又举证的，列出；"
    "两项中有一项逾期即列，至今没有提交而末日已过的同样列出。2024年1月1日以前收到副本的为10日，末日遇休息日顺延，"
    "不分程序。案件已经结束而答复、举证日期没有记载的，无法判断。",
)
def answered_late(data: Tables) -> ir.Table:
    """Reviews in which answer and evidence were not both in within 10 working days of the copy (simplified 5).

    Copies before 2024-01-01: 10 calendar days, rolled over rest days, no simplified procedure.
    """
    r = data.reviews_and_suits
    r = r.filter(r.kind == "review")
    scope = ibis.ifelse(r.is_simplified, "simplified", "default")
    days = data.days("review_answer_days", r.copy_received_on, scope, "default")
    old_law = r.copy_received_on < ibis.literal("2024-01-01").cast("date")
    r = r.mutate(
        last_day=ibis.ifelse(
            old_law, rolled(days_after(r.copy_received_on, days)), nth_working_day(r.copy_received_on, days)
        )
    )
    late = data.late(r, "reviews_and_suits", "answered_on", r.last_day) | data.late(
        r, "reviews_and_suits", "evidence_on", r.last_day
    )
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.copy_received_on,
        hit=data.happened(r, "reviews_and_suits", "copy_received_on") & late,
        explain="{copy_received_on}收到复议申请书副本（简易程序：{is_simplified}），最迟应于{last_day}提出书面答复并提交证据；"
        "答复{answered_on}，举证{evidence_on}。",
        copy_received_on=r.copy_received_on,
        is_simplified=r.is_simplified,
        last_day=r.last_day,
        answered_on=r.answered_on,
        evidence_on=r.evidence_on,
    )
