"""Which of the plan's duties sets the day for 备案 and 联系人表."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.db.models import Min, Q

from fajian import content
from fajian.campaigns.models import Campaign, Duty


@cache
def wording() -> dict[str, tuple[str, ...]]:
    """Matter → words of a duty; content/campaigns/wording.yaml."""
    rows = content.read("campaigns", "wording.yaml")
    return {matter: tuple(words) for matter, words in rows.items()}


def due_days(campaign: Campaign, matter: str) -> dict[int, dt.date]:
    """Unit → the day by which the plan wants this matter of it; without those of whom it names no day."""
    words = Q(pk__in=())
    for word in wording()[matter]:
        words |= Q(what__contains=word)
    rows = Duty.objects.filter(words, campaign=campaign, due_on__isnull=False).order_by()
    return dict(rows.values("unit").annotate(day=Min("due_on")).values_list("unit", "day"))


def standing(done_on: dt.date | None, due_on: dt.date | None, today: dt.date, word: str) -> tuple[str, str]:
    """(colour, word) of a light: done in time, late, overdue, or not yet. The last day is in time."""
    if done_on:
        return "green", f"{word}（迟）" if due_on and done_on > due_on else word
    return ("red", "逾期") if due_on and due_on < today else ("grey", "未报")
