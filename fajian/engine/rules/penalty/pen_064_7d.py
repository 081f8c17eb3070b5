"""PEN-064-7D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.deadlines import last_day_before
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-064-7D",
    title="听证通知提前不足7个工作日",
    subject="penalties",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十二条第一款第（二）项", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十四条第（二）项、第八十五条", since="2021-07-15"),
    ),
    needs=("hearing_held_on", "hearing_notice_served_on"),
    reading="举行听证的案件，听证通知送达晚于举行前第7个工作日的，列出，不论案件结果如何；举行当日不计，"
    "恰在第7个工作日送达的视为及时。2021年7月15日以前举行的，为举行前7日，不因休息日调整。"
    "听证通知送达日期没有记载的，无法判断。",
)
def hearing_announced_too_late(data: Tables) -> ir.Table:
    """A hearing whose time and place the party was told later than the seventh working day before it.

    The day of the hearing does not count; a notice on the seventh working day before is in time. Hearings before
    15 July 2021: seven calendar days before. Whatever the case came to.
    """
    p = data.penalties
    t = p.mutate(last_day=last_day_before(data, "hearing_notice_days", p.hearing_held_on))
    held = data.happened(t, "penalties", "hearing_held_on")
    return judge(
        t,
        subject="penalties",
        step_on=t.hearing_held_on,
        hit=held & (t.hearing_notice_served_on > t.last_day),
        explain="{hearing_held_on}举行听证，最迟应于{last_day}通知当事人（举行前第7个工作日；2021年7月15日前为7日），"
        "实际通知送达日{hearing_notice_served_on}。",
        hearing_held_on=t.hearing_held_on,
        last_day=t.last_day,
        hearing_notice_served_on=t.hearing_notice_served_on,
    )
