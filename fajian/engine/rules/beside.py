"""What other tables say about a row: columns of a register, and whether a sheet was handed in complete."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables


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


def with_delivery(data: Tables, t: ir.Table, key: str, sheet: str, agency: str, day: str, name: str) -> ir.Table:
    """`t` with a column `name`: whether that agency declared the sheet complete for that day.

    Only then does “no row” mean “there is none”; elsewhere it means that nobody knows.
    """
    d = data.deliveries.filter(data.deliveries.sheet == sheet)
    asked = t.select(fj_agency=t[agency], fj_day=t[day]).distinct()  # far fewer than rows
    covered = asked.inner_join(
        d,
        [asked.fj_agency == d.agency_id, asked.fj_day >= d.covers_from_on, asked.fj_day <= d.covers_to_on],
        rname="fj_{name}",
    )
    covered = covered.select("fj_agency", "fj_day").distinct()
    joined = t.left_join(covered, [t[agency] == covered.fj_agency, t[day] == covered.fj_day])
    return joined.mutate(**{name: joined.fj_agency.notnull()}).drop("fj_agency", "fj_day")


def none_known(rows: ir.BooleanValue, delivered: ir.BooleanValue) -> ir.BooleanValue:
    """Of “are there rows?” and “was the sheet complete?”: true rows, false certainly none, null nobody knows."""
    return ibis.cases((rows, ibis.literal(True)), (delivered, ibis.literal(False)), else_=ibis.null("boolean"))
