"""CRD-OBJ."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CRD-OBJ",
    title="信用异议核查超时",
    subject="requests",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("信用修复管理办法(2026)", "第十八条", since="2026-04-01"),
    needs=("received_on", "accepted_on", "decided_on", "extension_told_on"),
    reading="2026年4月1日以后收到的信用异议申诉，从受理次日起第7个工作日以内没有办结，又没有告知延长的，列出；"
    "至今没有办结而末日已过的同样列出。此前收到的没有收录适用规定，无法判断；收到日期没有记载的，也无法判断。",
)
def objection_late(data: Tables) -> ir.Table:
    """Objections to a credit record not settled within 7 working days of acceptance, and no extension told.

    The rule is loaded from 2026-04-01: what was received before cannot be judged.
    """
    q = data.requests
    q = q.filter(q.kind == "credit_objection")
    days = data.days("credit_objection_wd", q.received_on)
    q = q.mutate(last_day=nth_working_day(q.accepted_on, days))
    accepted = data.happened(q, "requests", "accepted_on")
    untold = ~data.happened(q, "requests", "extension_told_on")
    late = accepted & untold & data.late(q, "requests", "decided_on", q.last_day)
    loaded = days.notnull()
    return judge(
        q,
        subject="requests",
        step_on=q.received_on,
        hit=ibis.ifelse(loaded, late, ibis.null("boolean")),
        explain="{accepted_on}受理信用异议申诉，最迟应于{last_day}办结（次日起第7个工作日），延长告知日期{extension_told_on}，实际{decided_on}。",
        received_on=q.received_on,
        accepted_on=q.accepted_on,
        last_day=q.last_day,
        extension_told_on=q.extension_told_on,
        decided_on=q.decided_on,
    )
