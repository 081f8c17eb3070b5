"""CMP-REPEAT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CMP-REPEAT",
    title="重复投诉同一问题未根治",
    subject="complaints",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政执法监督条例", "第二十条第二款", since="2026-02-01"),
    needs=("respondent_agency_id", "topic", "received_on"),
    reading="截至筛查日的90日内，对同一机关同一类问题的投诉达到5件的，或者达到3件并且不少于此前90日的2倍"
    "（此前至少有1件）的，列为线索，每个机关每类问题列一次；天数、件数可由地方另定。筛查日当日收到的算，90日前的对应日不算。"
    "同一人就同一件事多次投诉，表中看不出来，由人工合并。这段时间内有被投诉机关或者问题类别没有记载的投诉，"
    "只影响件数，不另列。",
)
def again_and_again(data: Tables) -> ir.Table:
    """Five complaints about one office and one topic in 90 days, or three that are twice those of the 90 days before.

    Record: office|topic. From one complaint to two is not yet a trend: at least three. Complaints without office or
    topic count for nobody; the table does not say who complained, so people merge repeats of one person.
    """
    days = data.setting("repeat_complaint_days")
    least, grown = data.setting("repeat_complaints"), data.setting("repeat_complaints_grown")
    c = data.complaints
    since = days_after(data.today, -days)
    now = (c.received_on > since) & (c.received_on <= data.today)
    before = (c.received_on > days_after(data.today, -2 * days)) & (c.received_on <= since)
    c = c.filter(c.respondent_agency_id.notnull() & c.topic.notnull())
    g = c.group_by("respondent_agency_id", "topic").aggregate(
        complaints=now.sum().fill_null(0), earlier_complaints=before.sum().fill_null(0)
    )
    many = g.complaints >= least
    doubled = (g.complaints >= grown) & (g.earlier_complaints > 0) & (g.complaints >= 2 * g.earlier_complaints)
    return judge(
        g,
        subject="complaints",
        record_id=g.respondent_agency_id.concat("|", g.topic),
        agency_id=g.respondent_agency_id,
        step_on=data.today,
        hit=many | doubled,
        explain=f"截至筛查日的{days}日内，关于{{topic}}的投诉{{complaints}}件，此前{days}日{{earlier_complaints}}件；{{problem}}。",
        topic=g.topic,
        complaints=g.complaints,
        earlier_complaints=g.earlier_complaints,
        problem=problems((many, f"达到{least}件"), (doubled, "比上一时段翻一番")),
    )
