"""What an agency may do: the published list of its powers (权责清单)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.tables import Tables


def in_force(data: Tables, t: ir.Table, table: str, first: str, last: str, day: ir.DateValue) -> ir.BooleanValue:
    """Whether `day` lies between a row's first and last day, both included; no last day = still in force."""
    ended = data.happened(t, table, last) & (t[last] < day)
    return (t[first] <= day) & ~ended


def with_listing(data: Tables, t: ir.Table, key: str, kind: str, code: str, day: str) -> ir.Table:
    """Acts with `is_listed`: whether their code was on the agency's published list of that kind on their day.

    Published by that day and in force on it. False only where the agency declared 权责清单 complete for that day; null
    where the code or the day is not recorded.
    """
    items = data.power_items.filter(data.power_items.kind == kind)
    items = items.mutate(
        is_published=data.happened(items, "power_items", "published_on"), list_agency="agency_id"
    ).drop("agency_id")
    acts = t.filter(t[code].notnull() & t[day].notnull())
    acts = acts.select(act_agency="agency_id", act_code=code, act_day=day).distinct()
    pairs = acts.inner_join(items, [acts.act_agency == items.list_agency, acts.act_code == items.code])
    fits = (
        in_force(data, pairs, "power_items", "valid_from_on", "valid_to_on", pairs.act_day)
        & pairs.is_published
        & (pairs.published_on <= pairs.act_day)
    )
    pairs = pairs.mutate(fits=fits)
    found = pairs.group_by("act_agency", "act_code", "act_day").aggregate(
        surely=pairs.fits.any(), perhaps=pairs.fits.isnull().any()
    )
    joined = t.left_join(
        found, [t["agency_id"] == found.act_agency, t[code] == found.act_code, t[day] == found.act_day]
    )
    joined = with_delivery(data, joined, key, "power_items", "agency_id", day, "fj_delivered")
    is_listed = ibis.cases(
        (joined[code].isnull() | joined[day].isnull(), ibis.null("boolean")),
        (joined.surely, ibis.literal(True)),
        (joined.perhaps, ibis.null("boolean")),
        (joined.fj_delivered, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return joined.mutate(is_listed=is_listed).drop(
        "act_agency", "act_code", "act_day", "surely", "perhaps", "fj_delivered"
    )
