"""Exactly what would go out of a publication, computed the same way for the preview and for the approval."""

from __future__ import annotations

from typing import Any

from fajian.engine.publicity.masking import PartyKind, is_person, profile, scrub, shown
from fajian.publicity.kinds import PARTY_KINDS
from fajian.publicity.models import Publication
from fajian.publicity.models.publications import digest_of

Lines = list[list[str]]


def lines(row: Publication) -> Lines:
    """[label, text] of the title and of every field that goes out."""
    names = [name.strip() for name in row.names.splitlines() if name.strip()]
    data: dict[str, Any] = row.data
    party = party_of(row)
    listed = shown(row.spec.fields, data, party=party, names=names, rules=profile(row.region or None))
    return [["标题", title(row, names)], *(list(line) for line in listed)]


def title(row: Publication, names: list[str]) -> str:
    """The title without names and numbers; of a decision its number and kind, for titles tend to name the party."""
    if row.spec.table:
        return f"{row.spec.title} {row.number}".strip()
    known = [*names, str(row.data.get("party_name") or "")] if _of_person(row) else names
    return scrub(row.title, known)


def party_of(row: Publication) -> PartyKind:
    """What the party is, from the data or as it was chosen."""
    said: Any = row.party_kind or PARTY_KINDS.get(str(row.data.get("party_kind", "")), "")
    return said  # type: ignore[no-any-return]


def _of_person(row: Publication) -> bool:
    return is_person(party_of(row), str(row.data.get("party_name") or ""))


def preview(row: Publication) -> tuple[Lines, str]:
    """What would go out now, and its digest."""
    made = lines(row)
    return made, digest_of(made, row.files.values_list("file__digest", flat=True))
