"""评价码: drawn by lot, kept only as a digest, shown once; what is still to be answered with one; what may be told."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from fajian.orgs.models import Unit
from fajian.portal.models import Answer, Ballot, Panelist, Survey, SurveyResult
from fajian.portal.tallies import Sheet, Tally, periods, tally

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
LENGTH = 16  # 80 bits


def new() -> str:
    """A code."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def plain(typed: str) -> str:
    """As it was drawn; spaces, dashes and small letters do not matter. "" where it cannot be one."""
    text = "".join(typed.upper().replace("-", "").replace("－", "").split())
    return text if len(text) == LENGTH and set(text) <= set(LETTERS) else ""


def shown(code: str) -> str:
    """In groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def digest(code: str) -> str:
    """What is kept of it: keyed, so that a copy of the table tells no code."""
    key = hashlib.sha256(f"fajian ballot\0{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, plain(code).encode(), "sha256").hex()


def unusable(ballot: Ballot | None, today: dt.date) -> str:
    """Why nothing can be answered with it; "" where it can."""
    if ballot is None:
        return "没有这个评价码，请逐位核对。"
    survey = ballot.survey
    if ballot.is_used:
        return "这个评价码已经用过，一个评价码只能用一次。"
    if ballot.is_void or survey.state != "open":
        return "这个评价码已经作废，或者测评已经结束。"
    if today < survey.opens_on:
        return "测评还没有开始。"
    if ballot.until is not None and today > ballot.until:
        return "这个评价码已经过期。"
    return ""


def left(ballot: Ballot) -> list[Unit]:
    """The units still to be rated with it."""
    if ballot.target_id is not None:
        return [ballot.target] if ballot.target and ballot.target_id not in ballot.done else []
    rows = Unit.objects.filter(pk__in=ballot.survey.targets.values("unit")).exclude(pk__in=ballot.done)
    return list(rows.order_by("path"))


def to_issue(survey: Survey, group: str, today: dt.date) -> int:
    """How many codes the group may still get."""
    on = Panelist.objects.filter(unit=survey.unit, group=group, ended_on=None, since__lte=today)
    people = on.filter(Q(until=None) | Q(until__gte=today)).count()
    return max(people - Ballot.objects.filter(survey=survey, group=group, is_void=False).count(), 0)


def told(made: Tally | None) -> dict[str, Any]:
    """A tally as a result keeps it; of too few sheets nothing, not even how many."""
    if made is None:
        return {"count": None, "score": None, "satisfied": None, "detail": {}}
    parts = [
        {"groups": list(part.groups), "weight": part.weight, "count": part.count, "score": str(part.score)}
        for part in made.parts
    ]
    detail = {"parts": parts, "questions": {code: dict(counts) for code, counts in made.questions.items()}}
    return {"count": made.count, "score": made.score, "satisfied": made.satisfied, "detail": detail}


def published(results: Iterable[SurveyResult]) -> list[dict[str, Any]]:
    """What the digest of a frozen survey is taken of, in the order of the units."""
    rows = sorted(results, key=lambda one: one.unit_path)
    return [
        {
            "unit": one.unit.name, "count": one.count, "score": None if one.score is None else f"{one.score:.2f}",
            "satisfied": None if one.satisfied is None else f"{one.satisfied:.2f}", "detail": one.detail,
        }
        for one in rows
    ]  # fmt: skip


def of_visits(unit: Unit, today: dt.date) -> list[tuple[dt.date, dt.date, Tally]]:
    """(first month, last month, figures) of what enterprises said of a unit's visits, newest first."""
    rows = Answer.objects.filter(target=unit, survey__questionnaire="visit")
    months = dict(rows.order_by().values_list("month").annotate(n=Count("pk")))
    found = []
    for first, last, _ in periods(months, today):
        mine = list(rows.filter(month__gte=first, month__lte=last).select_related("survey"))
        made = tally([Sheet(one.group, one.choices) for one in mine], mine[0].survey.form, {})
        if made is not None:
            found.append((first, last, made))
    return found[::-1]
