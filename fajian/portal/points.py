"""What there is to say of contact points in figures; nobody outside the office reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from fajian.ledgers.models import Rectification
from fajian.portal import cards
from fajian.portal.models import Card, ContactPoint, PointRecord

GATHERED = ("social", "enterprise", "none")
NOTHING: dict[str, Any] = {
    "guided": 0, "guided_on": None, "gathered": 0, "this_month": 0, "cards": 0, "bad": 0, "problems": 0, "answered": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One point: visits, what it gathered, its cards, what they complained of and how far that came."""

    point: ContactPoint
    guided: int
    guided_on: dt.date | None
    gathered: int
    this_month: int
    cards: int
    bad: int
    problems: int
    answered: int
    closed: int


def lines(user: Any, points: list[ContactPoint], year: int, today: dt.date) -> list[Line]:
    """Of the year, for these points; four queries however many there are."""
    numbers = [point.pk for point in points]
    records = _by_point(
        PointRecord.objects.visible_to(user).filter(point__in=numbers, held_on__year=year),
        guided=Count("pk", filter=Q(kind="guide")), guided_on=Max("held_on", filter=Q(kind="guide")),
        gathered=Count("pk", filter=Q(kind__in=GATHERED)),
        this_month=Count("pk", filter=Q(kind__in=GATHERED, held_on__gte=today.replace(day=1))),
    )  # fmt: skip
    mine = Card.objects.visible_to(user).filter(point__in=numbers, filled_on__year=year)
    counted = _by_point(
        mine, cards=Count("pk"), bad=Count("pk", filter=Q(data__satisfaction=cards.words().dissatisfied)),
        problems=Count("pk", filter=Q(complaint__isnull=False)),
        answered=Count("pk", filter=Q(complaint__answered_on__isnull=False)),
    )  # fmt: skip
    closed = _closed(mine)
    return [
        Line(point, **(NOTHING | records.get(point.pk, {}) | counted.get(point.pk, {})), closed=closed.get(point.pk, 0))
        for point in points
    ]


def silent(user: Any, today: dt.date) -> Any:
    """Open points that have gathered nothing this month, once the day by which they should is past."""
    rows = ContactPoint.objects.visible_to(user).filter(ended_on=None, opened_on__lt=today.replace(day=1))
    if today.day <= cards.words().collect_by:
        return rows.none()
    heard = PointRecord.objects.filter(kind__in=GATHERED, held_on__gte=today.replace(day=1)).values("point")
    return rows.exclude(pk__in=heard)


def _by_point(rows: Any, **counts: Any) -> dict[int, dict[str, Any]]:
    return {row.pop("point"): row for row in rows.order_by().values("point").annotate(**counts)}


def _closed(rows: Any) -> dict[int, int]:
    """Per point, how many problems of its cards are closed in the ledgers of the units."""
    of = {
        f"complaint:{year}-{number:06d}": point
        for point, year, number in rows.filter(complaint__finding__in=("proven", "part")).values_list(
            "point", "complaint__year", "complaint__number"
        )
    }
    found: dict[int, int] = {}
    done = Rectification.objects.filter(entry__source__in=of, entry__struck_out=False, state="closed")
    for source in done.values_list("entry__source", flat=True):
        found[of[source]] = found.get(of[source], 0) + 1
    return found
