"""Extensions of a time limit and days that do not count towards it (time_adjustments)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables

EXTENSION = "extension"


def with_deductions(
    data: Tables, t: ir.Table, key: str, adjustments: ir.Table, *, days: str, name: str, roll: bool
) -> ir.Table:
    """`t` with `name`, the days in these periods that do not count, and `name`_unclear, whether some may be unrecorded.

    t has `runs_from` (not counted itself), `runs_to` (the last day that matters) and a column `days`, the length of the
    limit. `adjustments` are the periods that count in principle. Periods that overlap count once, both their ends are
    counted, and one that begins when the limit, lengthened by the earlier ones, is over does not count. A period
    without its first day may be of any length; without its last day it is still running.
    """
    a = adjustments.select(fj_key="act_id", fj_id="adjustment_id", first="from_on", last="to_on")
    limit = t.select(key, "runs_from", "runs_to", fj_days=t[days])
    a = a.inner_join(limit, a.fj_key == limit[key]).drop(key)
    first = ibis.ifelse(a.first > a.runs_from, a.first, days_after(a.runs_from, 1))
    last = ibis.ifelse(a.last.isnull() | (a.last > a.runs_to), a.runs_to, a.last)
    a = a.mutate(first=ibis.ifelse(a.first.isnull(), ibis.null("date"), first), last=last)
    in_order = [a.first, a.fj_id]
    earlier = ibis.window(group_by=a.fj_key, order_by=in_order, preceding=(None, 1))
    a = a.mutate(before=a.last.max().over(earlier))
    begin = ibis.ifelse(a.before >= a.first, days_after(a.before, 1), a.first)
    length = a.last.delta(begin, unit="day") + 1
    a = a.mutate(length=ibis.ifelse(length > 0, length, 0).fill_null(0).cast("int64"))
    earlier = ibis.window(group_by=a.fj_key, order_by=[a.first, a.fj_id], preceding=(None, 1))
    a = a.mutate(limit_on=days_after(a.runs_from, a.fj_days + a.length.sum().over(earlier).fill_null(0)))
    in_time = a.first <= (rolled(a.limit_on) if roll else a.limit_on)
    a = a.mutate(late=ibis.ifelse(in_time, 0, 1).fill_null(0))
    so_far = ibis.window(group_by=a.fj_key, order_by=[a.first, a.fj_id], preceding=(None, 0))
    a = a.mutate(any_late=a.late.sum().over(so_far))
    total = a.group_by("fj_key").agg(
        fj_sum=ibis.ifelse(a.any_late == 0, a.length, 0).sum(), fj_unclear=a.first.isnull().any()
    )
    joined = t.left_join(total, t[key] == total.fj_key)
    added = {name: joined.fj_sum.fill_null(0).cast("int64"), f"{name}_unclear": joined.fj_unclear.fill_null(False)}
    return joined.mutate(**added).drop("fj_key", "fj_sum", "fj_unclear")


def extensions(data: Tables, t: ir.Table, key: str, act_kind: str, by: str) -> ir.Table:
    """The extensions of these acts approved on or before t's day `by`: fj_key, days, approver, has_doc."""
    a = data.time_adjustments
    a = a.filter((a.act_kind == act_kind) & (a.kind == EXTENSION))
    a = a.mutate(has_doc=data.happened(a, "time_adjustments", "doc_no"))
    limits = t.select(key, fj_by=t[by])
    joined = a.inner_join(limits, a.act_id == limits[key])
    return joined.filter(joined.approved_on <= joined.fj_by).select("days", "approver", "has_doc", fj_key=joined.act_id)
