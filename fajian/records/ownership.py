"""Whose row is it: the agency of each row of the 35 tables, as a condition in DuckDB's SQL."""

from __future__ import annotations

from collections.abc import Callable

from fajian.engine.store.schema import tables
from fajian.engine.store.typed import identifier

# Law and technique: no agency's rows. Everybody reads them; only whoever answers for the whole area hands them in.
COMMON = frozenset({"penalty_norms", "discretion_tiers", "batch_columns"})
_ACTS = {
    "penalty": ("penalties", "penalty_id"),
    "licence": ("licences", "licence_id"),
    "coercion": ("coercions", "coercion_id"),
    "inspection": ("inspections", "inspection_id"),
}
_PARENTS = ("penalties", "coercions")

AGENCIES = "(SELECT unnest($agencies::VARCHAR[]))"
Relation = Callable[[str], str]


def owned(table: str, relation: Relation) -> str:
    """SQL: the row `t` of this table belongs to one of $agencies; false, never null, for a row of nobody.

    A table without an agency of its own belongs to the act it names. `relation` gives the SQL of another table.
    """
    if "agency_id" in tables()[table]:
        return f"coalesce(t.agency_id IN {AGENCIES}, false)"
    if "act_kind" in tables()[table]:
        parts = [
            f"(t.act_kind = '{kind}' AND {_in(act, key, 'act_id', relation)})" for kind, (act, key) in _ACTS.items()
        ]
    else:
        keys = [(parent, tables()[parent].key) for parent in _PARENTS if tables()[parent].key in tables()[table]]
        parts = [_in(parent, key, key, relation) for parent, key in keys]
    return f"coalesce({' OR '.join(parts)}, false)" if parts else "false"


def _in(parent: str, key: str, column: str, relation: Relation) -> str:
    return (
        f"coalesce(t.{identifier(column)} IN (SELECT {identifier(key)} FROM ({relation(parent)}) "
        f"WHERE agency_id IN {AGENCIES}), false)"
    )


def in_order(names: list[str]) -> list[str]:
    """Tables with an agency of their own first: the others are judged by what is left of these."""
    return sorted(names, key=lambda name: ("agency_id" not in tables()[name], list(tables()).index(name)))
