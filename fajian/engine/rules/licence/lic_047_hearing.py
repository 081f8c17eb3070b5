"""LIC-047-HEARING."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day, nth_working_day_before
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-047-HEARING",
    title="许可听证程序超期",
    subject="licences",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第四十七条、第四十八条、第八十二条"),
    needs=("hearing_told_on", "hearing_requested_on", "hearing_held_on", "hearing_notice_on"),
    reading="申请人、利害关系人从被告知次日起第5个工作日以内申请听证，而从申请次日起第20个工作日以内没有举行听证的，"
    "或者听证通知晚于举行前第7个工作日的，列出；举行当日不计，各末日当日视为及时。告知、通知日期没有记载，"
    "或者许可已经决定而举行日期没有记载的，无法判断。",
)
def heard_late(data: Tables) -> ir.Table:
    """A hearing asked for in time and not held within 20 working days, or announced later than seven before it.

    In time: by the 5th working day after being told. The days of the request and of the hearing are not counted.
    """
    t = data.licences
    t = t.mutate(
        request_by=nth_working_day(t.hearing_told_on, data.days("licence_hearing_request_wd", t.hearing_told_on)),
        hold_by=nth_working_day(t.hearing_requested_on, data.days("licence_hearing_wd", t.hearing_requested_on)),
        notify_by=nth_working_day_before(t.hearing_held_on, data.days("licence_hearing_notice_wd", t.hearing_held_on)),
    )
    asked = data.happened(t, "licences", "hearing_requested_on") & (t.hearing_requested_on <= t.request_by)
    held = data.happened(t, "licences", "hearing_held_on")
    late = data.late(t, "licences", "hearing_held_on", t.hold_by) | (held & (t.hearing_notice_on > t.notify_by))
    return judge(
        t,
        subject="licences",
        step_on=t.hearing_requested_on,
        hit=asked & late,
        explain="{hearing_told_on}告知听证权，{hearing_requested_on}申请（最迟{request_by}）；最迟应于{hold_by}举行，"
        "实际{hearing_held_on}；听证通知最迟{notify_by}，实际{hearing_notice_on}。",
        hearing_told_on=t.hearing_told_on,
        hearing_requested_on=t.hearing_requested_on,
        request_by=t.request_by,
        hold_by=t.hold_by,
        hearing_held_on=t.hearing_held_on,
        notify_by=t.notify_by,
        hearing_notice_on=t.hearing_notice_on,
    )
