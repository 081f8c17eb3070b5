"""When an act was first shown to the public, and whether that was too late."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables


def shown_late(data: Tables, t: ir.Table, key: str, act_kind: str, limit: str) -> ir.Table:
    """Acts with `first_shown_on`, `limit_days` (working days), `last_day` and `is_late`, by `decided_on` and a limit.

    Late: first shown after the last day, or not shown and the last day past; no row in 公示信息 means not shown only
    where the agency declared that sheet complete for the day of the decision. Decisions before the limit came into
    force are not late.
    """
    shown = data.publications.filter(data.publications.act_kind == act_kind)
    first = shown.group_by("act_id").aggregate(
        first_shown_on=shown.published_on.min(), is_day_unsaid=shown.published_on.isnull().any()
    )
    t = t.left_join(first, t[key] == first.act_id).drop("act_id")
    t = with_delivery(data, t, key, "publications", "agency_id", "decided_on", "is_sheet_complete")
    t = t.mutate(limit_days=data.days(limit, t.decided_on))
    t = t.mutate(last_day=nth_working_day(t.decided_on, t.limit_days))
    late = ibis.cases(
        (t.decided_on.notnull() & t.limit_days.isnull(), ibis.literal(False)),
        (t.last_day.isnull(), ibis.null("boolean")),
        ((t.first_shown_on <= t.last_day) | (t.last_day >= data.today), ibis.literal(False)),
        (t.is_day_unsaid, ibis.null("boolean")),
        (t.first_shown_on.notnull() | t.is_sheet_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return t.mutate(is_late=late)


def must_be_shown(data: Tables, t: ir.Table, table: str) -> ir.BooleanValue:
    """Whether nothing excuses publication; 未列入公示目录 is for people to judge, so nobody knows."""
    excused = data.happened(t, table, "publicity_exemption")
    return ibis.cases(
        (~excused, ibis.literal(True)),
        (excused & (t.publicity_exemption == "not_listed"), ibis.null("boolean")),
        (excused, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
