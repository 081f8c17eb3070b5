"""People as rules see them: the tables officers, certificates, trainings and deliveries of the enforcement data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fajian.people import courses
from fajian.people.models import Attendance, Certificate, Officer, Roster
from fajian.people.workflow import HELD, STANDING

ONE_DAY = dt.timedelta(days=1)
STATUS: Mapping[str, str] = {
    **dict.fromkeys(HELD, "有效"), "suspended": "暂扣", "revoked": "吊销", "cancelled": "注销", "replaced": "已换发",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Live:
    """Rows of one table by column name (codes in the sheet's words), always in one order; the page of one of them."""

    table: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Mapping[str, Any]]]
    url: Callable[[str], str | None]


def officers() -> Iterator[dict[str, Any]]:
    """Everybody on a roster, gone or not."""
    for row in Officer.objects.select_related("unit").order_by("pk").iterator():
        yield {
            "officer_id": row.number,
            "agency_id": row.unit.record_code,
            "name": row.name,
            "staff_kind": row.get_kind_display(),
            "is_police": row.police,
            "is_frontline": row.frontline,
            "joined_on": row.joined_on,
            "left_on": row.left_on,
            "first_reviewed_on": row.first_reviewed_on,
            "bar_certificate_no": row.bar_no,
            "bar_certified_on": row.bar_on,
        }


def certificates() -> Iterator[dict[str, Any]]:
    """Every certificate that was issued; one that was withheld in between is a row for each span it was good in.

    A row ends where the certificate was withheld: 已换发 on that day, by the next row. So acts in a suspension that is
    over are seen as acts without a certificate, and those before it are not.
    """
    rows = Certificate.objects.filter(state__in=(*STANDING, "revoked", "cancelled", "replaced"))
    rows = rows.select_related("officer", "unit").prefetch_related("suspensions").order_by("pk")
    for row in rows.iterator(500):
        since: Any = row.valid_from_on
        common = {
            "officer_id": row.officer.number,
            "agency_id": row.unit.record_code,
            "region_code": row.region,
            "domains": row.domains,
            "valid_to_on": row.valid_to_on,
            "reviewed_year": row.reviewed_year,
        }
        over: list[Any] = [one for one in row.suspensions.all() if one.ended_on]
        for number, one in enumerate(over, 1):
            if one.from_on > since:
                yield common | {
                    "certificate_id": f"{row.number}#{number}",
                    "valid_from_on": since,
                    "status": "已换发",
                    "status_on": one.from_on,
                }
            since = one.ended_on + ONE_DAY
        yield common | {
            "certificate_id": row.number,
            "valid_from_on": since,
            "status": STATUS[row.state],
            "status_on": row.state_on,
            "suspended_to_on": row.suspended_to_on,
        }


def trainings() -> Iterator[dict[str, Any]]:
    """A row for each officer at each training."""
    rows = Attendance.objects.filter(training__struck_out=False).select_related("training", "officer", "unit")
    for row in rows.order_by("pk").iterator():
        yield {
            "training_id": f"training:{row.training_id}:{row.officer_id}",
            "officer_id": row.officer.number,
            "agency_id": row.unit.record_code,
            "year": row.training.year,
            "held_on": row.training.held_on,
            "hours": row.training.hours,
            "kind": courses.recorded_as(row.training.kind),
        }


def deliveries() -> Iterator[dict[str, Any]]:
    """What units say is complete."""
    for row in Roster.objects.select_related("unit").order_by("pk"):
        yield {
            "agency_id": row.unit.record_code,
            "sheet": row.get_sheet_display(),
            "covers_from_on": row.from_on,
            "covers_to_on": row.to_on,
        }


def officer_page(number: str) -> str | None:
    """The page of a person."""
    found = Officer.objects.filter(number=number).values_list("pk", flat=True).first()
    return reverse("people:officer", args=[found]) if found else None


def certificate_page(number: str) -> str | None:
    """The page of a certificate, also of one of its spans."""
    plain = number.partition("#")[0]
    found = Certificate.objects.filter(number=plain).exclude(state="withdrawn").values_list("pk", flat=True).first()
    return reverse("people:certificate", args=[found]) if found else None


def training_page(number: str) -> str | None:
    """The page of a training."""
    kind, _, rest = number.partition(":")
    pk = rest.partition(":")[0]
    return reverse("people:training", args=[int(pk)]) if kind == "training" and pk.isdecimal() else None


def no_page(number: str) -> None:
    """There is none."""


TABLES = (
    Live(
        "officers",
        (
            "officer_id", "agency_id", "name", "staff_kind", "is_police", "is_frontline", "joined_on", "left_on",
            "first_reviewed_on", "bar_certificate_no", "bar_certified_on",
        ),
        officers,
        officer_page,
    ),
    Live(
        "certificates",
        (
            "certificate_id", "officer_id", "agency_id", "region_code", "domains", "valid_from_on", "valid_to_on",
            "status", "status_on", "suspended_to_on", "reviewed_year",
        ),
        certificates,
        certificate_page,
    ),
    Live(
        "trainings", ("training_id", "officer_id", "agency_id", "year", "held_on", "hours", "kind"), trainings,
        training_page,
    ),
    Live("deliveries", ("agency_id", "sheet", "covers_from_on", "covers_to_on"), deliveries, no_page),
)  # fmt: skip
