"""The time an agency has for a permit: from when it runs, and what is added to it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.clock import days_after, nth_working_day, working_number
from fajian.engine.rules.tables import Tables


def with_start(data: Tables, t: ir.Table) -> ir.Table:
    """Permits with `runs_from_on`: the day of acceptance, or of receipt where the papers were asked for too late.

    Who is not asked within five working days to complete the papers counts as accepted the day they came in
    (行政许可法 第三十二条第一款第四项). Where the day of receipt is blank acceptance counts: that favours the agency.
    """
    asked_by = nth_working_day(t.received_on, data.days("licence_correction_wd", t.received_on))
    asked_late = data.happened(t, "licences", "correction_notice_on") & (t.correction_notice_on > asked_by)
    starts = ibis.cases((asked_late, t.received_on), else_=t.accepted_on)
    return t.mutate(runs_from_on=starts)


def with_deductions(data: Tables, t: ir.Table) -> ir.Table:
    """Permits with `deducted_days`: working days that do not count (hearing, test, expert review …), told in writing.

    Spans that overlap count once; both ends are in; one still running ends today. Null where a span's first day is
    not recorded.
    """
    a = data.time_adjustments
    a = a.filter((a.act_kind == "licence") & (a.kind != "extension"))
    told = data.happened(a, "time_adjustments", "notified_on")
    a = a.filter(told.fill_null(True))
    spans = a.select(
        "act_id",
        "adjustment_id",
        first=working_number(days_after(a.from_on, -1)),
        last=working_number(a.to_on.fill_null(data.today)),
    )
    # DuckDB takes no window over a calendar look-up; distinct keeps the two apart.
    spans = spans.distinct()
    before = ibis.window(group_by="act_id", order_by=["first", "adjustment_id"], preceding=(None, 1))
    a = spans.mutate(covered=spans["last"].max().over(before))
    start = ibis.ifelse(a.covered.notnull() & (a.covered > a["first"]), a.covered, a["first"])
    a = a.mutate(counted=ibis.ifelse(a["last"] > start, a["last"] - start, ibis.ifelse(a["first"].isnull(), None, 0)))
    total = a.group_by("act_id").aggregate(days=a.counted.sum(), unsaid=a.counted.isnull().any())
    joined = t.left_join(total, t.licence_id == total.act_id)
    deducted = ibis.cases(
        (joined.act_id.isnull(), ibis.literal(0, "int64")), (joined.unsaid, ibis.null("int64")), else_=joined.days
    )
    return joined.mutate(deducted_days=deducted).drop("act_id", "days", "unsaid")


def with_extension(data: Tables, t: ir.Table, last_day: str, most: str) -> ir.Table:
    """Permits with `extended_days`: working days of extensions, at most column `most`, and `is_extension_unsaid`.

    An extension counts if it was approved by column `last_day`, and told in writing with reasons.
    """
    a = data.time_adjustments
    a = a.filter((a.act_kind == "licence") & (a.kind == "extension"))
    e = a.select(
        "act_id",
        "days",
        "approved_on",
        is_told=data.happened(a, "time_adjustments", "notified_on") & a.has_reason,
        is_approved=data.happened(a, "time_adjustments", "approved_on"),
    )
    e = e.inner_join(t.select(fj_id="licence_id", fj_last_day=last_day), e.act_id == t.licence_id)
    counts = e.is_told & e.is_approved & (e.approved_on <= e.fj_last_day)
    e = e.mutate(counts=counts & ibis.ifelse(e.days.isnull(), ibis.null("boolean"), ibis.literal(True)))
    total = e.group_by("act_id").aggregate(days=e.days.sum(where=e.counts), unsaid=e.counts.isnull().any())
    joined = t.left_join(total, t.licence_id == total.act_id)
    extended = joined.days.fill_null(0)
    extended = ibis.ifelse(extended > joined[most], joined[most], extended)
    return joined.mutate(extended_days=extended, is_extension_unsaid=joined.unsaid.fill_null(False)).drop(
        "act_id", "days", "unsaid"
    )
