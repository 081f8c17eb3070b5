"""What other tables say about a row: columns of a register, and whether a sheet was handed in complete."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables

# Days before and after all on record.
EARLIEST, LATEST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


def look_up(t: ir.Table, key: str, register: ir.Table, register_key: str, **columns: str) -> ir.Table:
    """`t` with columns (new name = the register's name) of the one register row that t's `key` names, null if none.

    The register's key itself may be asked for, to see whether the row was found.
    """
    right = register.select(fj_key=register[register_key], **{new: register[old] for new, old in columns.items()})
    return t.left_join(right, t[key] == right.fj_key).drop("fj_key")


def flag(t: ir.Table, key: str, keys: ir.Table, name: str) -> ir.Table:
    """`t` with a column `name`: whether its key is among `keys` (a table of one column; repeats do no harm)."""
    right = keys.select(fj_key=keys[keys.columns[0]]).distinct()
    joined = t.left_join(right, t[key] == right.fj_key)
    return joined.mutate(**{name: joined.fj_key.notnull()}).drop("fj_key")


def spans(t: ir.Table, key: str, since: str, value: str) -> ir.Table:
    """Of rows saying what holds for a key from a day on (each day once): the days it changes, and until when.

    Columns: key, since, value, until (the day of the next change). A day is looked up in them by since <= day < until:
    one row at most, whatever the number of days asked for.
    """
    t = t.select(key, since, value)
    t = t.mutate(fj_before=t[value].lag().over(ibis.window(group_by=t[key], order_by=t[since])))
    t = t.filter(t.fj_before.isnull() | (t[value] != t.fj_before)).drop("fj_before")
    following = t[since].lead().over(ibis.window(group_by=t[key], order_by=t[since]))
    return t.mutate(until=following.fill_null(ibis.literal(LATEST)))


def delivered(data: Tables, sheet: str) -> ir.Table:
    """The days for which agencies declared a sheet complete: agency_id, covered_from, covered_until (the day after)."""
    d = data.deliveries
    d = d.filter((d.sheet == sheet) & d.covers_from_on.notnull() & d.covers_to_on.notnull())
    d = d.select("agency_id", first="covers_from_on", last="covers_to_on")
    edges = ibis.union(d.select("agency_id", day="first"), d.select("agency_id", day=days_after(d["last"], 1)))
    edges = edges.distinct()
    held = edges.left_join(d, [edges.agency_id == d.agency_id, edges.day >= d["first"], edges.day <= d["last"]])
    held = held.group_by("agency_id", "day").aggregate(is_covered=held["first"].notnull().any())
    t = spans(held, "agency_id", "day", "is_covered")
    return t.filter(t.is_covered).select("agency_id", covered_from="day", covered_until="until")


def with_delivery(data: Tables, t: ir.Table, key: str, sheet: str, agency: str, day: str, name: str) -> ir.Table:
    """`t` with a column `name`: whether that agency declared the sheet complete for that day.

    Only then does “no row” mean “there is none”; elsewhere it means that nobody knows.
    """
    d = delivered(data, sheet).rename(fj_agency="agency_id")
    fits = [t[agency] == d.fj_agency, t[day] >= d.covered_from, t[day] < d.covered_until]
    joined = t.left_join(d, fits)
    return joined.mutate(**{name: joined.fj_agency.notnull()}).drop("fj_agency", "covered_from", "covered_until")


def none_known(rows: ir.BooleanValue, delivered: ir.BooleanValue) -> ir.BooleanValue:
    """Of “are there rows?” and “was the sheet complete?”: true rows, false certainly none, null nobody knows."""
    return ibis.cases((rows, ibis.literal(True)), (delivered, ibis.literal(False)), else_=ibis.null("boolean"))
