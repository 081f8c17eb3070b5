"""Decisions in the enforcement data that are to be made public and have no publication yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from fajian.engine.law.ages import is_under
from fajian.engine.law.limits import limit
from fajian.engine.law.unknown import UNKNOWN
from fajian.engine.store.schema import tables
from fajian.orgs.models import Unit
from fajian.publicity.actions import Given
from fajian.publicity.kinds import Kind, kinds
from fajian.publicity.models import Publication
from fajian.records.models import ImportBatch
from fajian.records.sight import ACT_KINDS, Sight, Store, opened, word

SINCE = dt.timedelta(days=90)  # decisions of the last months; what is older is a matter for screening (PUB-7WD)
_DECIDED = {"penalties": "t.outcome = 'penalty' OR t.outcome IS NULL", "licences": "true"}


def found(today: dt.date) -> list[tuple[str, Unit, Given]]:
    """(kind, unit that acted, draft) of every decision of the last months that nobody published elsewhere."""
    if not ImportBatch.objects.filter(state="imported").exists():
        return []
    units = {unit.agency_id: unit for unit in Unit.objects.open() if unit.agency_id}
    have = set(Publication.objects.exclude(state="struck").exclude(source="").values_list("source", flat=True))
    with opened() as store:
        drafts = [
            (kind.code, units[row["agency_id"]], given(kind, row))
            for kind in kinds().values()
            if kind.table and store.files(kind.table)
            for row in _decided(store, kind, today)
            if row["agency_id"] in units
        ]
    return [draft for draft in drafts if draft[2].source not in have]


def _decided(store: Store, kind: Kind, today: dt.date) -> Iterator[dict[str, Any]]:
    key = tables()[kind.table].key
    condition = f"({_DECIDED[kind.table]}) AND t.decision_no IS NOT NULL AND t.{kind.day} BETWEEN $first AND $last"
    if store.files("publications"):
        act = ACT_KINDS[kind.table]
        published = f"SELECT act_id FROM ({store.relation('publications')}) WHERE act_kind = '{act}'"
        condition += f" AND t.{key} NOT IN ({published} AND published_on IS NOT NULL AND act_id IS NOT NULL)"
    yield from store.rows(Sight(None), kind.table, condition, f"ORDER BY t.{key}", first=today - SINCE, last=today)


def given(kind: Kind, row: Mapping[str, Any]) -> Given:
    """The draft of one record: only the columns its kind lists, and what keeps it at home."""
    schema = tables()[kind.table]
    data = {column.name: _text(schema[column.name], row.get(column.name)) for column in kind.columns}
    return Given(
        title=f"{kind.title} {row['decision_no']}",
        data={name: value for name, value in data.items() if value},
        party_kind=row.get("party_kind") or "",
        barred=row.get("publicity_exemption") or ("minor" if _young(row, kind) else ""),
        source=f"{kind.table}:{row[schema.key]}",
    )


def _text(column: Any, value: Any) -> str:
    match value:
        case dt.datetime() | dt.date():
            return value.isoformat()[:10]
        case _ if column.name.endswith("_yuan") and value is not None:
            return str(value)
        case _:
            return word(column, value)


def _young(row: Mapping[str, Any], kind: Kind) -> bool:
    """Was the party under age on the day of the decision? A birthday that is not known says nothing."""
    day = row.get(kind.day)
    age = limit("youth_age", on=day) if day else UNKNOWN
    return age is not UNKNOWN and is_under(row.get("party_birth_on"), day, age.number) is True
