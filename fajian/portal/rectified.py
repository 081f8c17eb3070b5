"""What became of a confirmed complaint in the ledger of the unit complained of, for the complainant to read."""

from __future__ import annotations

from typing import Any

from fajian.core.numbers import whole
from fajian.ledgers.models import Entry, Rectification
from fajian.ledgers.origins import made_of
from fajian.portal.models import Complaint

WORDS = {
    "closed": "问题已经整改，经审核销号。",
    "submitted": "单位已经整改，正在审核。",
    "relapsed": "问题又出现，正在重新整改。",
}
OPEN = "问题已经登记，正在整改。"


def entry_of(row: Complaint) -> Entry | None:
    """The entry that was made of it."""
    return made_of(row.source)


def behind(user: Any, name: str) -> Complaint | None:
    """The complaint that a source of an entry names, if this user may see it: the unit complained of never does."""
    first, _, last = name.partition("-")
    year, number = whole(first), whole(last)
    if year is None or number is None:
        return None
    found: Complaint | None = Complaint.objects.visible_to(user).filter(year=year, number=number).first()
    return found


def told_of(row: Complaint) -> str:
    """A sentence on how far the rectification is; "" where nothing was entered."""
    entry = entry_of(row)
    if entry is None:
        return ""
    state = Rectification.objects.filter(entry=entry).values_list("state", flat=True).first()
    return WORDS.get(state or "", OPEN)
