"""Reviews and suits about an act."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import flag, none_known, with_delivery
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables

KINDS = ("review", "suit")
# Results that go against the agency.
LOST = ("changed", "revoked", "revoked_redo", "illegal", "void", "ordered")


def about(data: Tables, act_kind: str) -> ir.Table:
    """行政复议 and 行政诉讼 rows about acts of one kind."""
    r = data.reviews_and_suits
    return r.filter((r.act_kind == act_kind) & r.kind.isin(KINDS))


def with_remedy(data: Tables, t: ir.Table, key: str, act_kind: str) -> ir.Table:
    """Acts with `has_remedy`: whether there was a review or suit about them, by day of decision (`decided_on`).

    False only where the agency declared 复议诉讼赔偿 complete for that day, else null.
    """
    t = flag(t, key, about(data, act_kind).select("act_id"), "fj_rows")
    t = with_delivery(data, t, key, "reviews_and_suits", "agency_id", "decided_on", "fj_delivered")
    return t.mutate(has_remedy=none_known(t.fj_rows, t.fj_delivered)).drop("fj_rows", "fj_delivered")


def pending(data: Tables, act_kind: str) -> ir.Table:
    """Spans in which a review or suit was going on: act_id, from_on, to_on (both included), overlapping ones cut.

    From acceptance to the end, or to the as-of day while it goes on.
    """
    r = about(data, act_kind)
    r = r.filter(r.accepted_on.notnull())
    spans = r.select("act_id", "remedy_id", from_on="accepted_on", to_on=r.ended_on.fill_null(data.today))
    before = ibis.window(group_by="act_id", order_by=["from_on", "remedy_id"], preceding=(None, 1))
    spans = spans.mutate(covered_on=spans.to_on.max().over(before))
    overlaps = spans.covered_on.notnull() & (spans.covered_on >= spans.from_on)
    spans = spans.mutate(from_on=ibis.ifelse(overlaps, days_after(spans.covered_on, 1), spans.from_on))
    return spans.filter(spans.to_on >= spans.from_on).select("act_id", "from_on", "to_on")
