"""Sound and picture of an act: what of its time on site was recorded."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.clock import seconds
from fajian.engine.rules.tables import Tables

ON_SITE = ("seal", "seize", "personal", "demolish", "remove", "other_execution")
# The State Council office's three systems (国办发〔2018〕118号).
RECORDED_FROM = ibis.literal("2018-12-05").cast("date")


def with_coverage(data: Tables, t: ir.Table, act_kind: str) -> ir.Table:
    """Acts with total_seconds, recordings (a number), covered_seconds, gap_seconds (the longest), fj_unclear."""
    r = data.recordings.filter(data.recordings.act_kind == act_kind)
    r = r.select("act_id", "recording_id", from_s=seconds(r.started_at), to_s=seconds(r.ended_at))
    key = t.columns[0]
    site = t.select(fj_act=t[key], begin_s=seconds(t.started_at), end_s=seconds(t.ended_at))
    all_ = r.group_by("act_id").agg(recordings=r.count(), fj_unclear=(r.from_s.isnull() | r.to_s.isnull()).any())
    spans = r.inner_join(site, r.act_id == site.fj_act)
    spans = spans.filter((spans.to_s > spans.begin_s) & (spans.from_s < spans.end_s))
    spans = spans.mutate(
        from_s=ibis.ifelse(spans.from_s < spans.begin_s, spans.begin_s, spans.from_s),
        to_s=ibis.ifelse(spans.to_s > spans.end_s, spans.end_s, spans.to_s),
    )
    earlier = ibis.window(group_by=spans.act_id, order_by=[spans.from_s, spans.recording_id], preceding=(None, 1))
    spans = spans.mutate(before_s=ibis.coalesce(spans.to_s.max().over(earlier), spans.begin_s))
    fresh = ibis.ifelse(spans.before_s > spans.from_s, spans.before_s, spans.from_s)
    spans = spans.mutate(
        gap=ibis.ifelse(spans.from_s > spans.before_s, spans.from_s - spans.before_s, 0),
        covered=ibis.ifelse(spans.to_s > fresh, spans.to_s - fresh, 0),
    )
    found = spans.group_by("act_id").agg(covered=spans.covered.sum(), gap=spans.gap.max(), last_s=spans.to_s.max())
    all_ = all_.rename(fj_all="act_id")
    t = t.left_join(all_, t[key] == all_.fj_all)
    found = found.rename(fj_found="act_id")
    t = t.left_join(found, t[key] == found.fj_found)
    begin_s, end_s = seconds(t.started_at), seconds(t.ended_at)
    tail = end_s - t.last_s.fill_null(begin_s)
    gap = t.gap.fill_null(0)
    return t.mutate(
        total_seconds=end_s - begin_s,
        recordings=t.recordings.fill_null(0),
        covered_seconds=ibis.ifelse(end_s.isnull(), ibis.null("int64"), t.covered.fill_null(0).cast("int64")),
        gap_seconds=ibis.ifelse(tail > gap, tail, gap),
    )
