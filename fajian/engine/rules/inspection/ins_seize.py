"""INS-SEIZE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge

TOPICS = ("fee", "levy", "intermediary")


@rule(
    id="INS-SEIZE",
    title="检查中逐利：收费、摊派、指定中介",
    subject="complaints",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "六；优化营商环境条例第十四条第三款、第四十三条"),
    needs=("topic", "respondent_agency_id", "received_on", "is_verified"),
    reading="投诉反映乱收费、摊派、指定中介，写明涉及一次行政检查，或者被投诉机关在收到投诉以前30日内（含当日）做过检查的，"
    "列为线索；30日可由地方另定。已经查明不实的不列。企业向中介、协会的付款表中没有，不比较。"
    "问题类别、被投诉机关、收到日期没有记载的，无法判断。线索归收件机关，不发给被投诉的机关。",
)
def profited_from_inspecting(data: Tables) -> ir.Table:
    """A complaint of fees, levies or named go-betweens about an inspection, or about an office that had just inspected.

    What firms pay to go-betweens is nobody's data. The finding belongs to who received the complaint.
    """
    days = data.setting("levy_days")
    i = data.inspections.filter(data.inspections.started_at.notnull())
    i = i.select(visitor="agency_id", visited_on=i.started_at.cast("date")).distinct()
    c = data.complaints
    pairs = c.select("complaint_id", "respondent_agency_id", "received_on").inner_join(
        i, c.respondent_agency_id == i.visitor
    )
    pairs = pairs.filter(
        (pairs.visited_on <= pairs.received_on) & (pairs.visited_on >= days_after(pairs.received_on, -days))
    )
    last = pairs.group_by(fj_id="complaint_id").aggregate(inspected_on=pairs.visited_on.max())
    t = c.left_join(last, c.complaint_id == last.fj_id)
    about = (data.happened(t, "complaints", "act_kind") & (t.act_kind == "inspection")).fill_null(False)
    unknown = t.respondent_agency_id.isnull() | t.received_on.isnull()
    after = ibis.cases(
        (t.fj_id.notnull(), ibis.literal(True)), (unknown, ibis.null("boolean")), else_=ibis.literal(False)
    )
    untrue = (~t.is_verified).fill_null(False)
    return judge(
        t,
        subject="complaints",
        step_on=t.received_on,
        hit=t.topic.isin(TOPICS) & ~untrue & (about | after),
        explain="{received_on}收到投诉，反映{topic}；被投诉机关{respondent_agency_id}最近一次检查{inspected_on}，"
        "涉及办件{act_id}，是否查实：{is_verified}。",
        received_on=t.received_on,
        topic=t.topic,
        respondent_agency_id=t.respondent_agency_id,
        inspected_on=t.inspected_on,
        act_id=t.act_id,
        is_verified=t.is_verified,
    )
