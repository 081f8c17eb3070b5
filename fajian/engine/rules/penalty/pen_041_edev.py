"""PEN-041-EDEV."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished


@rule(
    id="PEN-041-EDEV",
    title="电子技术监控取证不合规",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第四十一条", since="2021-07-15"),
    needs=("outcome", "decided_on", "facility_id", "captured_at", "capture_reviewer", "capture_notified_on"),
    reading="2021年7月15日以后决定、以电子监控设备记录给予处罚的案件，有下列情形之一的列出：设备没有法制审核、"
    "技术审核或者地点公布的日期；抓拍时地点尚未公布（当日公布的可以），或者检定有效期已过（末日当日有效）；"
    "记录没有审核人；从抓拍次日起第3个工作日以内没有告知当事人（法律只说“及时”，天数可由地方另定）。设备不在登记册，"
    "或者检定有效期、抓拍告知日期没有记载的，无法判断。",
)
def captured_by_a_bad_device(data: Tables) -> ir.Table:
    """Punished on the record of a device that was not checked, published or calibrated, or of which nobody was told.

    Legal check, technical check and publication of the place are all needed; the place must be published on the day of
    the capture at the latest, and the calibration good on that day. Somebody must have checked the record. The party is
    to be told by the third working day after the capture (a parameter: the law only says in time). Decisions from
    15 July 2021. A device that is not in the register: unknown.
    """
    t = look_up(
        data.penalties, "facility_id", data.facilities, "facility_id", device_id="facility_id",
        law_reviewed_on="law_reviewed_on", tech_reviewed_on="tech_reviewed_on", published_on="published_on",
        calibration_to_on="calibration_to_on",
    )  # fmt: skip
    t = t.mutate(captured_on=t.captured_at.date())
    t = t.mutate(last_day=nth_working_day(t.captured_on, data.days("edevice_notice_wd", t.captured_on)))
    unchecked = t.law_reviewed_on.isnull() | t.tech_reviewed_on.isnull() | t.published_on.isnull()
    out_of_time = (t.published_on > t.captured_on) | (t.captured_on > t.calibration_to_on)
    bad = ibis.ifelse(t.device_id.isnull(), ibis.null("boolean"), unchecked | out_of_time)
    unread = ~data.happened(t, "penalties", "capture_reviewer")
    untold = data.late(t, "penalties", "capture_notified_on", t.last_day)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t)
        & data.happened(t, "penalties", "facility_id")
        & (t.decided_on >= REVISION)
        & (bad | unread | untold),
        explain="设备{facility_id}于{captured_on}抓拍：法制审核{law_reviewed_on}，技术审核{tech_reviewed_on}，地点公布{published_on}，"
        "检定有效期至{calibration_to_on}，记录审核人{capture_reviewer}；最迟应于{last_day}告知当事人，实际{capture_notified_on}。问题：{problem}。",
        problem=problems(
            (unchecked, "设备未经审核或者地点未公布"),
            (out_of_time, "抓拍时地点尚未公布或者检定已过期"),
            (unread, "记录无人审核"),
            (untold, "未及时告知当事人"),
        ),
        facility_id=t.facility_id,
        captured_on=t.captured_on,
        law_reviewed_on=t.law_reviewed_on,
        tech_reviewed_on=t.tech_reviewed_on,
        published_on=t.published_on,
        calibration_to_on=t.calibration_to_on,
        capture_reviewer=t.capture_reviewer,
        last_day=t.last_day,
        capture_notified_on=t.capture_notified_on,
    )
