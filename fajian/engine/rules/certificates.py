"""Who acted, and whether that person was an officer with a certificate good on that day."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import EARLIEST, delivered, look_up, spans
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables


def good_on(c: ir.Table, day: ir.DateValue) -> ir.BooleanValue:
    """Whether a certificate is good on a day: inside its term and not suspended, revoked, cancelled or replaced then.

    The day a change of state takes effect is no longer good; the last day of a suspension is not good yet. Null where
    the term, the state or its day is not recorded.
    """
    state = ibis.cases(
        (c.status == "active", ibis.literal(True)),
        (c.status == "suspended", (day < c.status_on) | (day > c.suspended_to_on).fill_null(False)),
        (c.status.notnull(), day < c.status_on),
        else_=ibis.null("boolean"),
    )
    return (day >= c.valid_from_on) & (day <= c.valid_to_on) & state


def acting(data: Tables, act_kind: str, *roles: str) -> ir.Table:
    """The people in these roles: act_id, officer_id, acted_on, is_officer, has_certificate, is_valid (three-valued).

    is_officer: on the register as 执法人员 (assistants, temporary staff and others are not). has_certificate: one is
    good on the day of the act, or the person is police; false only where the officer's agency declared its certificates
    complete for that day. is_valid: both.
    """
    a = data.act_officers
    a = a.filter((a.act_kind == act_kind) & a.role.isin(roles)).select("act_id", "officer_id", "role", "acted_on")
    t = look_up(a, "officer_id", data.officers, "officer_id", home_id="agency_id", staff_kind="staff_kind",
                is_police="is_police")  # fmt: skip
    held = _held(data)
    fits = [t.officer_id == held.held_by, t.acted_on >= held.held_from, t.acted_on < held.until]
    t = t.left_join(held, fits).drop("held_by", "held_from", "until")
    has_certificate = ibis.cases(
        (t.is_police, ibis.literal(True)),
        (t.held == 2, ibis.literal(True)),
        (t.held == 0, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    is_officer = t.staff_kind == "enforcer"
    return t.select(
        "act_id", "officer_id", "role", "acted_on", is_officer=is_officer, has_certificate=has_certificate,
        is_valid=is_officer & has_certificate,
    )  # fmt: skip


def _held(data: Tables) -> ir.Table:
    """What holds for each person from held_from until the day before `until`: held = 2 a good certificate, 1 nobody
    knows, 0 none.

    It changes on few days only: those are judged, instead of every day somebody acted.
    """
    c, d = data.certificates, delivered(data, "certificates")
    people = data.officers.select("officer_id", home_id="agency_id")
    alone = c.select("officer_id").distinct()
    alone = alone.left_join(people, "officer_id")
    alone = alone.filter(alone.home_id.isnull()).select("officer_id", "home_id")
    people = ibis.union(people, alone)
    at_home = people.inner_join(d, people.home_id == d.agency_id)
    edges = ibis.union(
        people.select("officer_id", day=ibis.literal(EARLIEST)),
        c.select("officer_id", day="valid_from_on"),
        c.select("officer_id", day=days_after(c.valid_to_on, 1)),
        c.select("officer_id", day="status_on"),
        c.select("officer_id", day=days_after(c.suspended_to_on, 1)),
        at_home.select("officer_id", day="covered_from"),
        at_home.select("officer_id", day="covered_until"),
    )
    edges = edges.filter(edges.day.notnull() & edges.officer_id.notnull()).distinct()
    joined = edges.left_join(c, edges.officer_id == c.officer_id)
    good = good_on(joined, joined.day)
    rank = ibis.cases((joined.certificate_id.isnull(), 0), (good, 2), (good.isnull(), 1), else_=0)
    best = joined.group_by("officer_id", "day").agg(best=rank.max())
    best = best.left_join(people, "officer_id")
    t = best.left_join(d, [best.home_id == d.agency_id, best.day >= d.covered_from, best.day < d.covered_until])
    held = ibis.ifelse((t.best == 0) & t.agency_id.isnull(), 1, t.best)
    t = t.select("officer_id", "day", held=held)
    return spans(t, "officer_id", "day", "held").rename(held_by="officer_id", held_from="day")


def staffed(data: Tables, t: ir.Table, key: str, act_kind: str, *roles: str) -> ir.Table:
    """`t` with `people` (rows in these roles), `sure` and `perhaps`: how many different valid officers there were.

    `perhaps` counts also those of whom something is not recorded; a row without a person may be anybody.
    """
    a = acting(data, act_kind, *roles)
    # Each person once, then the act: counting distinct texts for each act would take three times as long.
    each = a.group_by("act_id", "officer_id").agg(
        rows=a.count(), is_sure=a.is_valid.fill_null(False).any(), is_perhaps=a.is_valid.fill_null(True).any()
    )
    named = each.officer_id.notnull()
    counted = each.group_by("act_id").agg(
        people=each["rows"].sum().cast("int64"),
        sure=each.count(where=named & each.is_sure),
        perhaps=each.count(where=named & each.is_perhaps) + _unnamed(each).cast("int64"),
    )
    joined = t.left_join(counted, t[key] == counted.act_id).drop("act_id")
    return joined.mutate(**{name: joined[name].fill_null(0) for name in ("people", "sure", "perhaps")})


def _unnamed(each: ir.Table) -> ir.IntegerValue:
    return ibis.ifelse(each.officer_id.isnull(), each["rows"], 0).sum()


def fewer_than_two(t: ir.Table, is_complete: ir.BooleanValue) -> ir.BooleanValue:
    """Of a table from `staffed`: fewer than two valid officers; without rows only where the sheet is complete."""
    return ibis.cases(
        ((t.people == 0) & ~is_complete, ibis.null("boolean")),
        (t.sure >= 2, ibis.literal(False)),
        (t.perhaps < 2, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


def same_person(data: Tables, t: ir.Table, key: str, act_kind: str, first: str, second: str) -> ir.Table:
    """`t` with `is_same`, whether somebody had both roles in the act, and `both_id`, one who had.

    Null where one of the roles has no row, or a row without a person that might be the other's.
    """
    a = data.act_officers
    a = a.filter((a.act_kind == act_kind) & a.role.isin([first, second]))
    one = a.role == first
    roles = a.group_by("act_id", "officer_id").agg(ones=one.sum(), others=(~one).sum())
    both = roles.officer_id.notnull() & (roles.ones > 0) & (roles.others > 0)
    acts = roles.group_by("act_id").agg(
        fj_both=both.any(),
        both_id=roles.officer_id.max(where=both),
        fj_known=roles.officer_id.notnull().all() & (roles.ones.sum() > 0) & (roles.others.sum() > 0),
    )
    joined = t.left_join(acts, t[key] == acts.act_id)
    return joined.mutate(
        is_same=ibis.cases(
            (joined.fj_both, ibis.literal(True)), (joined.fj_known, ibis.literal(False)), else_=ibis.null("boolean")
        )
    ).drop("act_id", "fj_both", "fj_known")
