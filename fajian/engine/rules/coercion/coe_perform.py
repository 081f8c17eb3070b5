"""COE-PERFORM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day_before
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-PERFORM",
    title="代履行未提前3日催告/未送达决定书",
    subject="coercions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第五十一条、第六十九条", since="2012-01-01"),
    needs=("kind", "started_at", "urge_served_on", "exec_served_on", "has_supervisor", "is_immediate"),
    reading="代履行有下列情形之一的列出：没有催告，或者催告送达晚于实施前第3个工作日；没有送达代履行决定书，"
    "或者送达晚于实施日；没有派员到场监督。实施当日不计，恰在第3个工作日催告的、实施当日送达决定书的视为及时。"
    "立即代履行的除外。是否派员没有记载的，无法判断。",
)  # fmt: skip
def performed_without_urging(data: Tables) -> ir.Table:
    """Substitute performance not urged three working days before, without a decision served, or unsupervised.

    A decision served on the day of the performance is in time. Immediate performance (article 52) is excepted.
    """
    c = data.coercions.mutate(started_on=data.coercions.started_at.date())
    t = c.mutate(last_day=nth_working_day_before(c.started_on, data.days("perform_notice_wd", c.started_on)))
    urged = data.happened(t, "coercions", "urge_served_on")
    served = data.happened(t, "coercions", "exec_served_on")
    bad = ~urged | (t.urge_served_on > t.last_day) | ~served | (t.exec_served_on > t.started_on) | ~t.has_supervisor
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=(t.kind == "substitute") & ~t.is_immediate & bad,
        explain="{started_on}代履行，最迟应于{last_day}催告（3个工作日前），实际催告送达{urge_served_on}；代履行决定书送达{exec_served_on}；派员到场监督：{has_supervisor}。问题：{problem}。",
        problem=problems(
            (~urged, "没有催告"),
            (t.urge_served_on > t.last_day, "催告晚于3个工作日前"),
            (~served, "没有送达决定书"),
            (t.exec_served_on > t.started_on, "决定书在实施之后送达"),
            (~t.has_supervisor, "没有派员监督"),
        ),
        started_on=t.started_on,
        last_day=t.last_day,
        urge_served_on=t.urge_served_on,
        exec_served_on=t.exec_served_on,
        has_supervisor=t.has_supervisor,
    )
