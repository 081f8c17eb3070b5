"""RVW-SELFFIX."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="RVW-SELFFIX",
    title="收到复议申请未5个工作日内处理",
    subject="reviews_and_suits",
    certainty="确定(条件)",
    severity="一般",
    wording="涉嫌违法",
    basis=(
        law("行政复议法(2023)", "第三十二条第二款", since="2024-01-01", until="2026-06-30"),
        law("行政复议法实施条例(2026)", "第三十八条；行政复议法(2023)第三十二条第二款", since="2026-07-01"),
    ),
    needs=("kind", "agency_received_on", "forwarded_on", "self_corrected_on"),
    reading="2024年1月1日以后经本机关提交的行政复议申请，从收到次日起第5个工作日以内既没有转送复议机关、"
    "也没有自行纠正的，列出；两项中有一项及时的不列，至今都没有办理而末日已过的同样列出。此前收到的不列。",
)
def not_sent_on(data: Tables) -> ir.Table:
    """Reviews handed in through the agency that it neither sent on nor put right within 5 working days.

    From 2024-01-01. The earlier of the two counts.
    """
    r = data.reviews_and_suits
    r = r.filter(r.kind == "review")
    days = data.days("review_selffix_wd", r.agency_received_on)
    r = r.mutate(last_day=nth_working_day(r.agency_received_on, days))
    late_on = data.late(r, "reviews_and_suits", "forwarded_on", r.last_day)
    corrected = data.happened(r, "reviews_and_suits", "self_corrected_on") & (r.self_corrected_on <= r.last_day)
    received = data.happened(r, "reviews_and_suits", "agency_received_on")
    before = r.agency_received_on.notnull() & days.isnull()
    return judge(
        r,
        subject="reviews_and_suits",
        step_on=r.agency_received_on,
        hit=received & ~before & late_on & ~corrected,
        explain="{agency_received_on}收到经本机关提交的复议申请，最迟应于{last_day}转送或自行纠正（次日起第5个工作日）；"
        "转送{forwarded_on}，自行纠正{self_corrected_on}。",
        agency_received_on=r.agency_received_on,
        last_day=r.last_day,
        forwarded_on=r.forwarded_on,
        self_corrected_on=r.self_corrected_on,
    )
