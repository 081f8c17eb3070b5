"""GOI-20WD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, nth_working_day, working_days_between
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="GOI-20WD",
    title="依申请公开信息超期答复",
    subject="requests",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("政府信息公开条例(2019)", "第三十条、第三十三条"),
    needs=(
        "received_on",
        "correction_notice_on",
        "corrected_on",
        "extension_days",
        "extension_told_on",
        "consult_from_on",
        "consult_to_on",
        "decided_on",
    ),
    reading="政府信息公开申请，从收到次日起20个工作日以内没有答复的，列出；补正的从收到补正次日起算，"
    "至今没有答复而末日已过的同样列出。已经告知的延长予以计算，最多20个工作日；征求意见期间的工作日予以扣除，"
    "起止两日都扣。告知补正晚于收到申请次日起第7个工作日的，也列出。收到申请、收到补正的日期都没有记载的，无法判断。",
)
def disclosed_late(data: Tables) -> ir.Table:
    """Requests for government information answered after the last day, unanswered with it past, or sent back too late.

    20 working days from receipt (from the completed request where it was sent back), at most 20 more if told, and the
    working days in which others were asked, both ends in. Sent back for completion: by the 7th working day.
    """
    q = data.requests
    q = q.filter(q.kind == "disclosure")
    start = ibis.coalesce(q.corrected_on, q.received_on)
    most = data.days("goi_extension_wd", start)
    told = data.happened(q, "requests", "extension_told_on")
    extended = ibis.cases((~told, 0), (q.extension_days > most, most), else_=q.extension_days)
    asked_until = q.consult_to_on.fill_null(data.today)
    asked = working_days_between(days_after(q.consult_from_on, -1), asked_until)
    consulted = ibis.ifelse(data.happened(q, "requests", "consult_from_on"), asked, 0)
    q = q.mutate(runs_from_on=start, extended_days=extended, consulted_days=consulted)
    allowed = data.days("goi_answer_wd", q.runs_from_on) + q.extended_days + q.consulted_days
    q = q.mutate(
        last_day=nth_working_day(q.runs_from_on, allowed),
        send_back_by=nth_working_day(q.received_on, data.days("goi_correction_wd", q.received_on)),
    )
    back = data.happened(q, "requests", "correction_notice_on") & (q.correction_notice_on > q.send_back_by)
    return judge(
        q,
        subject="requests",
        step_on=q.runs_from_on,
        hit=data.late(q, "requests", "decided_on", q.last_day) | back,
        explain="自{runs_from_on}起算20个工作日，延长{extended_days}个、征求意见{consulted_days}个工作日，最迟应于{last_day}答复，实际{decided_on}；"
        "补正告知最迟{send_back_by}，实际{correction_notice_on}。",
        runs_from_on=q.runs_from_on,
        extended_days=q.extended_days,
        consulted_days=q.consulted_days,
        last_day=q.last_day,
        decided_on=q.decided_on,
        send_back_by=q.send_back_by,
        correction_notice_on=q.correction_notice_on,
    )
