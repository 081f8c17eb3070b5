"""重复反映: how often a unit was complained of about one topic, now and in the time before; nobody is named in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from fajian.engine.law.limits import limit
from fajian.engine.law.unknown import Unknown
from fajian.portal.models import Complaint
from fajian.portal.words import words


@dataclass(frozen=True, slots=True)
class Repeat:
    """One unit and topic. `is_repeated`: so often that the matter is not settled (as the rule CMP-REPEAT counts)."""

    unit: str
    number: int
    topic: str
    topic_word: str
    now: int
    before: int
    confirmed: int
    bad: int
    is_repeated: bool


def repeats(user: Any, today: dt.date) -> tuple[list[Repeat], int]:
    """Most first, with the days looked back; joined ones are one complaint with the one they were joined to."""
    days = _number("repeat_complaint_days", today)
    many, grown = _number("repeat_complaints", today), _number("repeat_complaints_grown", today)
    since, earlier = today - dt.timedelta(days=days), today - dt.timedelta(days=2 * days)
    now = Q(received_on__gt=since)
    rows = (
        Complaint.objects.visible_to(user)
        .filter(received_on__gt=earlier, joined_to=None, respondent__isnull=False)
        .order_by()
        .values("respondent_id", "respondent__name", "topic")
        .annotate(
            now=Count("pk", filter=now),
            before=Count("pk", filter=~now),
            confirmed=Count("pk", filter=now & Q(finding__in=("proven", "part"))),
            bad=Count("pk", filter=now & Q(rating="bad")),
        )
    )
    found = [
        Repeat(
            row["respondent__name"], row["respondent_id"], row["topic"], words().topics[row["topic"]], row["now"],
            row["before"], row["confirmed"], row["bad"],
            row["now"] >= many or (row["now"] >= grown and 0 < row["before"] <= row["now"] / 2),
        )
        for row in rows
        if row["now"]
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.now, one.unit, one.topic)), days


def _number(name: str, today: dt.date) -> int:
    value = limit(name, on=today)
    assert not isinstance(value, Unknown)
    return value.number
