"""Kinds of coercion, and how long things may be held (行政强制法 第九、十二、二十五、三十二条)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.adjustments import extensions, with_deductions
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables

MEASURES = ("seal", "seize", "freeze", "personal", "other_measure")
EXECUTIONS = ("transfer_deposit", "auction", "remove", "substitute", "demolish", "other_execution")
HELD = ("seal", "seize")


def is_measure(c: ir.Table) -> ir.BooleanValue:
    """强制措施, as against 强制执行."""
    return c.kind.isin(MEASURES)


def with_limit(data: Tables, c: ir.Table, *, days: str, extension: str, tests: bool) -> ir.Table:
    """Coercions with the last day they may last, not rolled over rest days: that would lengthen what burdens the
    party.

    Adds started_on, base_days (limit_days of a law, else `days`), extended_days (approved by the original last day,
    at most `extension`), tested_days (documented test periods told to the party in writing, if `tests`),
    original_last_day, last_day and unclear (a test period or an extension of unknown length).
    """
    started_on = c.started_at.date()
    t = c.mutate(
        started_on=started_on,
        runs_from=started_on,
        runs_to=data.today,
        base_days=ibis.coalesce(c.limit_days, data.days(days, started_on)),
    )
    a = data.time_adjustments
    told = data.happened(a, "time_adjustments", "notified_on") & data.happened(a, "time_adjustments", "doc_no")
    periods = a.filter((a.act_kind == "coercion") & (a.kind == "test") & told.fill_null(True) & ibis.literal(tests))
    t = with_deductions(data, t, "coercion_id", periods, days="base_days", name="first_tested", roll=False)
    t = t.mutate(original_last_day=days_after(t.started_on, t.base_days + t.first_tested))
    e = extensions(data, t, "coercion_id", "coercion", "original_last_day")
    sums = e.group_by("fj_key").agg(asked_days=e.days.sum(), days_unclear=e.days.isnull().any())
    t = t.left_join(sums, t.coercion_id == sums.fj_key).drop("fj_key")
    asked, most = t.asked_days.fill_null(0), data.days(extension, t.started_on)
    t = t.mutate(extended_days=ibis.ifelse(asked > most, most, asked).cast("int64"))
    t = t.mutate(whole_days=t.base_days + t.extended_days)
    t = with_deductions(data, t, "coercion_id", periods, days="whole_days", name="tested_days", roll=False)
    return t.mutate(
        last_day=days_after(t.started_on, t.whole_days + t.tested_days),
        unclear=t.tested_days_unclear | t.days_unclear.fill_null(False),
    )


def held_too_long(data: Tables, t: ir.Table) -> ir.BooleanValue:
    """Of a table from `with_limit`: neither released nor disposed of by the last day, which is past."""
    in_time = data.done_by(t, "coercions", "released_on", t.last_day) | data.done_by(
        t, "coercions", "disposed_on", t.last_day
    )
    over = (t.last_day < data.today) & ~in_time
    return over & ibis.ifelse(t.unclear, ibis.null("boolean"), ibis.literal(True))
