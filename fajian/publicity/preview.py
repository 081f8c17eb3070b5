"""Exactly what would go out of a publication, computed the same way for the preview and for the approval."""

from __future__ import annotations

from typing import Any

from fajian.engine.publicity.masking import PartyKind, document_number, is_person, profile, scrub, shown
from fajian.publicity.kinds import PARTY_KINDS
from fajian.publicity.models import Publication
from fajian.publicity.models.publications import digest_of

Lines = list[list[str]]


def lines(row: Publication) -> Lines:
    """[label, text] of the title and of every field that goes out."""
    data: dict[str, Any] = row.data
    listed = shown(
        row.spec.fields, data, party=party_of(row), names=known_names(row), rules=profile(row.region or None)
    )
    return [["标题", title(row)], *(list(line) for line in listed)]


def title(row: Publication) -> str:
    """The title without names and numbers; of a decision its number and kind, for titles tend to name the party."""
    if row.spec.table:
        return f"{row.spec.title} {document_number(str(row.data.get('decision_no') or ''), known_names(row))}".strip()
    return scrub(row.title, known_names(row))


def known_names(row: Publication) -> list[str]:
    """Every personal name the publication knows: those listed, and the party's where it is a person."""
    listed = [name.strip() for name in row.names.splitlines() if name.strip()]
    party = str(row.data.get("party_name") or "").strip()
    return [*listed, party] if party and is_person(party_of(row), party) else listed


def party_of(row: Publication) -> PartyKind:
    """What the party is, from the data or as it was chosen."""
    said: Any = row.party_kind or PARTY_KINDS.get(str(row.data.get("party_kind", "")), "")
    return said  # type: ignore[no-any-return]


def preview(row: Publication) -> tuple[Lines, str]:
    """What would go out now, and its digest."""
    made = lines(row)
    return made, digest_of(made, row.files.values_list("file__digest", flat=True))
