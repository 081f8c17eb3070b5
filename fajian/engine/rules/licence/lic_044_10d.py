"""LIC-044-10D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-044-10D",
    title="许可证件送达超期",
    subject="licences",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第四十四条、第八十二条"),
    needs=("result", "decided_on", "certificate_name", "certificate_served_on"),
    reading="准予许可并且发给证件的，从决定次日起第10个工作日以内没有颁发、送达的，列出；末日当日视为及时，"
    "至今没有送达而末日已过的同样列出。没有证书名称的视为不发证件，不列。",
)
def certificate_late(data: Tables) -> ir.Table:
    """A permit with a certificate that was handed over after the 10th working day, or not at all.

    The day of the decision is not counted. Permits without a certificate are left out.
    """
    t = data.licences
    t = t.mutate(last_day=nth_working_day(t.decided_on, data.days("licence_service_wd", t.decided_on)))
    late = data.late(t, "licences", "certificate_served_on", t.last_day)
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=(t.result == "granted") & data.happened(t, "licences", "certificate_name") & late,
        explain="{decided_on}准予许可，“{certificate_name}”最迟应于{last_day}颁发送达（次日起第10个工作日），"
        "实际{certificate_served_on}。",
        decided_on=t.decided_on,
        certificate_name=t.certificate_name,
        last_day=t.last_day,
        certificate_served_on=t.certificate_served_on,
    )
