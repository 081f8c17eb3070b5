"""查重: complaints that may be about the same thing, for the handler to judge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from fajian.engine.likeness import closest
from fajian.portal.models import Complaint
from fajian.portal.words import words

LOOKED_AT = 500  # the newest


@dataclass(frozen=True, slots=True)
class Alike:
    """Another complaint, and by how many per cent its text is the same."""

    row: Complaint
    percent: int


def alike(row: Complaint, user: Any) -> list[Alike]:
    """Those about the same unit, or of the same topic where no unit is named, whose text is much the same."""
    told = words().duplicates
    since = row.received_on - dt.timedelta(days=told["within_days"])
    rows = Complaint.objects.visible_to(user).filter(received_on__gte=since, joined_to=None).exclude(pk=row.pk)
    if row.respondent_path:
        rows = rows.filter(respondent_path=row.respondent_path)
    else:
        rows = rows.filter(respondent_path="", topic=row.topic)
    others = {other.pk: other for other in rows.order_by("-id")[:LOOKED_AT]}
    texts = {number: other.text for number, other in others.items()}
    near = closest(row.text, texts, at_least=told["alike"] / 100, most=told["most"])
    return [Alike(others[number], round(100 * share)) for number, share in near]
