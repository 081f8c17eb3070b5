"""CRD-REPAIR."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CRD-REPAIR",
    title="信用修复办理超时",
    subject="requests",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("信用修复管理办法(2026)", "第十六条", since="2026-04-01"),
    needs=("received_on", "accepted_on", "decided_on", "extension_told_on"),
    reading="2026年4月1日以后收到的信用修复申请，从收到次日起第3个工作日以内没有受理的，"
    "或者从受理次日起第7个工作日以内没有办结的，列出；已经告知延长的，办结期限增加10个工作日。至今没有受理、"
    "办结而末日已过的同样列出。此前收到的没有收录适用规定，无法判断。",
)
def repaired_late(data: Tables) -> ir.Table:
    """Requests to repair credit not accepted within 3 working days, or not decided within 7 of acceptance.

    Ten more where an extension was told. The rule is loaded from 2026-04-01: what was received before cannot be judged.
    """
    q = data.requests
    q = q.filter(q.kind == "credit_repair")
    told = data.happened(q, "requests", "extension_told_on")
    more = ibis.ifelse(told, data.days("credit_extension_wd", q.received_on), 0)
    q = q.mutate(
        accept_by=nth_working_day(q.received_on, data.days("credit_accept_wd", q.received_on)),
        decide_by=nth_working_day(q.accepted_on, data.days("credit_decide_wd", q.received_on) + more),
    )
    accepted = data.happened(q, "requests", "accepted_on")
    late = data.late(q, "requests", "accepted_on", q.accept_by) | (
        accepted & data.late(q, "requests", "decided_on", q.decide_by)
    )
    loaded = q.accept_by.notnull()
    return judge(
        q,
        subject="requests",
        step_on=q.received_on,
        hit=ibis.ifelse(loaded, late, ibis.null("boolean")),
        explain="{received_on}收到信用修复申请，最迟应于{accept_by}受理，实际{accepted_on}；最迟应于{decide_by}办结"
        "（延长告知日期{extension_told_on}），实际{decided_on}。",
        received_on=q.received_on,
        accept_by=q.accept_by,
        accepted_on=q.accepted_on,
        decide_by=q.decide_by,
        extension_told_on=q.extension_told_on,
        decided_on=q.decided_on,
    )
