"""The comparisons of a run: whoever is set beside others, in one reckoning of how much of it may be chance."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.fines import with_position, with_span
from fajian.engine.rules.offices import covers
from fajian.engine.rules.samples import medians, rank_sums, standardised, upper_tail, with_discoveries
from fajian.engine.rules.tables import Tables
from fajian.engine.rules.terms import fined, ordinary, party_key

LIKE_FINES = ("violation_code", "tier_id", "axis")
LIKE_CASES = ("violation_code", "tier", "party_kind")
TOP, LET_GO = "top", "let_go"


def discoveries(data: Tables) -> ir.Table:
    """by, who and what of every comparison, and `is_discovery`: whether it stands among all of them together.

    All statistical rules go into one count (Benjamini, Hochberg), those a pack leaves out too: whether somebody is a
    clue must not hang on which other rules were chosen. A share of at most `discovery_rate` is expected to be chance.
    """
    sides, officers = by_side(data), by_officer(data)
    group = sides.violation_code.concat("|", sides.tier_id)
    every = ibis.union(
        sides.select(by=ibis.literal("side"), who=group, what="axis", chance="chance"),
        officers.select(by=ibis.literal("officer"), who="officer_id", what="kind", chance="chance"),
    )
    found = with_discoveries(every, "chance", float(data.setting("discovery_rate")))
    return data.shared("discoveries", found.select("by", "who", "what", "is_discovery"))


def by_side(data: Tables) -> ir.Table:
    """By group of like fines and axis: n_1, n_2, z, median_1, median_2 of both sides, and the `chance` of the first.

    Groups with too few on one side are not compared at all.
    """
    sides = _sides(data)
    g = rank_sums(sides, LIKE_FINES, "side", "place").inner_join(
        medians(sides, LIKE_FINES, "side", "place"), list(LIKE_FINES)
    )
    least = data.setting("owner_min_cases")
    g = g.filter((g.n_1 >= least) & (g.n_2 >= least))
    return data.shared("sides_compared", g.mutate(chance=upper_tail(g.z)))


def by_officer(data: Tables) -> ir.Table:
    """By investigator and kind (TOP fines, LET_GO): cases, flagged, expected, z and `chance`, of enough cases."""
    c = cases_of_officers(data)
    weight, least = data.setting("officer_weight"), data.setting("officer_min_cases")
    tops = c.filter(c.is_fined & c.is_top.notnull())
    let_go = c.mutate(flag=c.outcome == "no_penalty")
    parts = [
        standardised(part, "officer_id", LIKE_CASES, "domain", "flag", weight)
        .mutate(kind=ibis.literal(kind))
        .filter(lambda x: x.cases >= least)
        for kind, part in ((TOP, tops.mutate(flag=tops.is_top)), (LET_GO, let_go))
    ]
    both = ibis.union(*parts)
    return data.shared("officers_compared", both.mutate(chance=upper_tail(both.z)))


def cases_of_officers(data: Tables) -> ir.Table:
    """Ordinary cases that ended with or without a penalty, once for each investigator, whether fined at the top."""
    p = data.penalties
    months = data.setting("officer_months")
    recent = (p.decided_on > months_after(data.today, -months)) & (p.decided_on <= data.today)
    known = p.violation_code.notnull() & p.party_kind.notnull()
    p = p.filter(ordinary(p) & p.outcome.isin(["penalty", "no_penalty"]) & recent & known)
    t = with_span(data, p)
    share = ibis.literal(data.setting("top_share")).cast("decimal(18,4)")
    is_top = ibis.ifelse(t.lowest < t.highest, t.fine_yuan >= t.highest * share, ibis.null("boolean"))
    t = t.select(
        "penalty_id", "outcome", "violation_code", "party_kind", "domain", is_top=is_top, tier=t.tier_id.fill_null(""),
        party=party_key(t), is_fined=fined(t),
    )  # fmt: skip
    a = data.act_officers
    a = a.filter((a.act_kind == "penalty") & (a.role == "investigator") & a.officer_id.notnull())
    who = a.select("act_id", "officer_id").distinct()
    return t.inner_join(who, t.penalty_id == who.act_id)


def _sides(data: Tables) -> ir.Table:
    """violation_code, tier_id, axis, side (1 or 2) and place, a row for each case and axis it has a side on."""
    p = data.penalties
    recent = (p.decided_on > months_after(data.today, -data.setting("spread_months"))) & (p.decided_on <= data.today)
    p = p.filter(ordinary(p) & fined(p) & recent & p.tier_id.notnull() & p.violation_code.notnull())
    t = look_up(with_position(data, p), "agency_id", data.agencies, "agency_id", home_code="region_code")
    t = t.filter(t.place.notnull())
    inside = covers(t.home_code, t.party_region_code)
    axes = {
        "所有制（民营、国有）": (t.party_ownership == "private", t.party_ownership == "state"),
        "地域（外地、本地）": (~inside, inside),
        "规模（小微、大中型）": (t.party_scale.isin(["small", "micro"]), t.party_scale.isin(["large", "medium"])),
    }
    parts = []
    for axis, (one, other) in axes.items():
        side = ibis.cases((one, 1), (other, 2), else_=ibis.null("int8"))
        parts.append(t.select("violation_code", "tier_id", "place", axis=ibis.literal(axis), side=side))
    rows = ibis.union(*parts)
    return rows.filter(rows.side.notnull())
