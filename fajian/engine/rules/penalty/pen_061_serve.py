"""PEN-061-SERVE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.deadlines import last_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-061-SERVE",
    title="处罚决定书送达超期",
    subject="penalties",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十一条、第八十五条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on", "served_on", "service_method", "service_started_on"),
    reading="给予处罚的案件，处罚决定书没有在决定次日起第7个工作日以内送达的，列出；2021年7月15日以前决定的为7日，"
    "末日遇休息日顺延。末日当日送达视为及时；至今没有送达而末日已过的，同样列出。公告送达的，看公告启动的日期。"
    "送达方式没有记载而送达日晚于末日的，可能是公告送达，无法判断。",
)
def served_late(data: Tables) -> ir.Table:
    """Decisions served after the 7th working day, or not served though that day is past.

    Decisions before 2021-07-15: seven calendar days, rolled over rest days. Service by public notice is in time when
    it was started in time. Where the way of service is blank a late day cannot be judged: it may have been a notice.
    """
    p = data.penalties
    t = p.mutate(last_day=last_day(data, "service_days", p.decided_on))
    served = data.late(t, "penalties", "served_on", t.last_day)
    started = data.late(t, "penalties", "service_started_on", t.last_day)
    perhaps_a_notice = t.service_method.isnull() & t.served_on.notnull() & served
    late = ibis.cases(
        (t.service_method == "public_notice", started),
        (perhaps_a_notice, ibis.null("boolean")),
        else_=served,
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & late,
        explain="{decided_on}作出处罚决定，最迟应于{last_day}送达（次日起第7个工作日；2021年7月15日前为7日，遇休息日顺延），"
        "送达方式{service_method}，实际送达日{served_on}，公告启动日{service_started_on}（公告送达的，看启动日）。",
        decided_on=t.decided_on,
        last_day=t.last_day,
        served_on=t.served_on,
        service_method=t.service_method,
        service_started_on=t.service_started_on,
    )
