"""Tasks of a campaign: the day they are due, and the days they were handed in."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables

# Kinds of tasks that have a rule of their own: a unit's plan to be filed, a standard to be published and filed.
PLAN, STANDARD = "plan_filing", "system"


def tasks(data: Tables) -> ir.Table:
    """Tasks with `last_day`; when they were handed in is given as days, not moments."""
    t = data.campaign_tasks
    return t.mutate(
        last_day=extended(data, t, "campaign_tasks"),
        submitted_at=t.submitted_at.cast("date"),
        accepted_submission_at=t.accepted_submission_at.cast("date"),
    )


def extended(data: Tables, t: ir.Table, table: str) -> ir.DateValue:
    """The last day, that day included: the day due or the one it was put off to; null where either is not known."""
    return ibis.cases(
        (t.extended_to_on.notnull(), t.extended_to_on),
        (~data.happened(t, table, "extended_to_on"), t.due_on),
        else_=ibis.null("date"),
    )


def overdue(data: Tables, t: ir.Table, column: str) -> ir.BooleanValue:
    """Whether a task with a day due was late by that column's day; one without is never late."""
    return data.happened(t, "campaign_tasks", "due_on") & data.late(t, "campaign_tasks", column, t.last_day)
