"""Which records of a table were done with in a span of days, and what is told of those that were chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fajian.engine.store.typed import identifier
from fajian.orgs.scope import Scope
from fajian.records import sight
from fajian.records.sight import ACT_KINDS, Record, Related, Sight, Store

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Finished:
    """Numbers of records by agency; how many more have no word on whether the party is an enterprise."""

    by_agency: Mapping[str, tuple[str, ...]]
    unkinded: int

    @property
    def count(self) -> int:
        """How many records were found."""
        return sum(len(ids) for ids in self.by_agency.values())


def finished(
    scope: Scope, table: str, column: str, first: dt.date, last: dt.date, *, only_enterprise: bool
) -> Finished:
    """The records whose day in `column` lies in first..last (both included), of agencies in a scope.

    With `only_enterprise` natural persons are left out, and records that don't say what the party is are counted.
    """
    seen = Sight.within(scope)
    if seen.agencies == ():
        return Finished({}, 0)
    day = f"CAST(t.{identifier(column)} AS DATE) BETWEEN $first AND $last"
    with sight.opened() as store:
        rows = store.rows(seen, table, day, first=first, last=last)
    by_agency: dict[str, list[str]] = {}
    unkinded = 0
    for row in rows:
        kind = row.get("party_kind")
        if only_enterprise and kind is None:
            unkinded += 1
        elif not (only_enterprise and kind == PERSON):
            by_agency.setdefault(str(row["agency_id"]), []).append(str(row[sight.key_of(table)]))
    return Finished({agency: tuple(sorted(set(ids))) for agency, ids in by_agency.items()}, unkinded)


def chosen(scope: Scope, table: str, numbers: Sequence[str]) -> dict[str, Record]:
    """The records with these numbers in a scope, by number."""
    condition = f"CAST(t.{identifier(sight.key_of(table))} AS VARCHAR) IN (SELECT unnest($numbers::VARCHAR[]))"
    with sight.opened() as store:
        rows = store.rows(Sight.within(scope), table, condition, numbers=list(numbers))
    found = [sight.record_of(table, row) for row in rows]
    return {record.id: record for record in found}


def handled_by(scope: Scope, table: str, numbers: Sequence[str]) -> dict[str, list[str]]:
    """By record, the names of the officers who took part; those the list of officers doesn't name are left out."""
    seen = Sight.within(scope)
    with sight.opened() as store:
        acts = _rows_of(store, seen, "act_officers", "act_id", numbers)
        names = _rows_of(store, seen, "officers", "officer_id", sorted({str(row["officer_id"]) for row in acts}))
    called = {str(row["officer_id"]): str(row["name"]) for row in names if row["name"]}
    found: dict[str, list[str]] = {}
    for row in acts:
        name = called.get(str(row["officer_id"]))
        if name and row["act_kind"] == ACT_KINDS[table]:
            found.setdefault(str(row["act_id"]), []).append(name)
    return {number: sorted(set(names)) for number, names in found.items()}


def _rows_of(store: Store, seen: Sight, table: str, column: str, numbers: Sequence[str]) -> list[dict[str, object]]:
    if not store.files(table):
        return []
    condition = f"CAST(t.{identifier(column)} AS VARCHAR) IN (SELECT unnest($numbers::VARCHAR[]))"
    return store.rows(seen, table, condition, numbers=list(numbers))


def one(scope: Scope, table: str, number: str) -> tuple[Record, tuple[Related, ...]] | None:
    """A record with what belongs to it, within a scope that is not the reader's own: a file given out to be read."""
    return sight.found(Sight.within(scope), table, number)
