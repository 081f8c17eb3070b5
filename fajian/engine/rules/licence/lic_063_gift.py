"""LIC-063-GIFT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-063-GIFT",
    title="许可监督检查妨碍经营索取财物",
    subject="complaints",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("行政许可法(2019)", "第六十三条；公职人员政务处分法第三十八条"),
    needs=("topic", "is_verified"),
    reading="投诉反映吃拿卡要的，列为线索，核实后移送纪检监察机关；已经查明不实的不列。"
    "线索归收件机关，不发给被投诉的机关。问题类别没有记载的，无法判断。",
)
def asked_for_gifts(data: Tables) -> ir.Table:
    """A complaint that officers asked for gifts or favours and that was not found untrue.

    The finding belongs to who received the complaint, so that the office complained of does not read it first.
    """
    c = data.complaints
    untrue = (~c.is_verified).fill_null(False)
    return judge(
        c,
        subject="complaints",
        step_on=c.received_on,
        hit=(c.topic == "gift") & ~untrue,
        explain="{received_on}收到投诉，反映{topic}，被投诉机关{respondent_agency_id}，是否查实：{is_verified}。",
        received_on=c.received_on,
        topic=c.topic,
        respondent_agency_id=c.respondent_agency_id,
        is_verified=c.is_verified,
    )
