"""What the writes of this app share: whom they may touch, who must stay away from a file, who reads next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import Scope, domain_scope
from fajian.review.models import Batch, Sample, ScoreSheet

SUPERVISOR = ("supervisor",)


def leads(act: Act, batch: Batch) -> None:
    """Refuse unless the office that reviews lies in the acting user's scope."""
    leads_in(act, batch.unit)


def leads_in(act: Act, unit: Unit) -> None:
    """Refuse unless this office lies in the acting user's scope."""
    if act.user is not None and not domain_scope(act.user).covers(unit.path):
        raise Refused("没有找到这次评查，或者它不在您的权限范围内。")


def of_unit(act: Act, sample: Sample) -> None:
    """Refuse unless the file is of the acting user's unit, and its unit was told."""
    if act.user is not None and not domain_scope(act.user).covers(sample.unit_path):
        raise Refused("没有找到这份案卷，或者它不在您的权限范围内。")


def of_area(office: Unit) -> Scope:
    """Whose files an office reviews: those of the area it serves."""
    return Scope((office.area_path,))


def runs(batch: Batch) -> None:
    """Refuse what belongs to a review that is going on once it is over."""
    if batch.state != "reviewing":
        raise Refused(f"这次评查现在是“{batch.state_word}”，不能办理。")


def barred(sample: Sample, user: User) -> str:
    """Why this person must not read this file; "" where nothing is known that stands against it."""
    path = user.unit.path if user.unit else ""
    if not path or path.startswith(sample.unit_path) or sample.unit_path.startswith(path):
        return "不能评查本单位、上下级单位的案卷"
    if user.display_name in sample.officers:
        return "不能评查自己承办的案卷"
    return ""


def person_of(user: Any) -> str:
    """What two accounts of one human being have in common."""
    return user.person or f"account:{user.pk}"


def next_reader(sample: Sample) -> User | None:
    """Who reads a place that is free: of those not barred and not asked before, the one with the fewest sheets.

    Ties by SHA-256(seed|file|reader), as in the first assignment. None where nobody is left.
    """
    batch = sample.batch
    asked = {person_of(sheet.reviewer) for sheet in sample.sheets.select_related("reviewer")}
    users = {row.user_id: row.user for row in batch.reviewers.select_related("user__unit")}
    counted = ScoreSheet.objects.standing().filter(sample__batch=batch).values("reviewer").annotate(n=Count("pk"))
    load = {row["reviewer"]: row["n"] for row in counted.order_by()}
    seed = batch.sampled.seed if batch.sampled else ""
    free = [
        user for user in users.values() if user.is_active and person_of(user) not in asked and not barred(sample, user)
    ]
    return min(free, key=lambda user: (load.get(user.pk, 0), _lot(seed, sample.record_id, user.pk)), default=None)


def _lot(seed: str, record: str, user: int) -> bytes:
    return hashlib.sha256(f"{seed}|{record}|{user}".encode()).digest()


def ask(act: Act, sample: Sample, place: int, user: User) -> ScoreSheet:
    """Give the file to this reader as the sheet of this place, and tell them."""
    if user.unit is None:
        raise Refused(f"“{user}”没有所属单位，不能评查。")
    made = act.create(ScoreSheet, sample=sample, unit=user.unit, reviewer=user, place=place)
    until = f"{sample.batch.due_on:%Y年%-m月%-d日}前完成"
    told = f"请评查一份案卷（{sample.batch}，{until}）。有应当回避情形的，请申请回避。"
    notify.tell([user], told, made.get_absolute_url())
    return made


def free_places(sample: Sample) -> list[int]:
    """Which of the places of its state nobody holds."""
    wanted = {"assigned": (1, 2), "third": (1, 2, 3)}.get(sample.state, ())
    held = set(sample.sheets.standing().values_list("place", flat=True))
    return [place for place in wanted if place not in held]


def fill(act: Act, sample: Sample) -> list[ScoreSheet]:
    """Ask the next readers for every free place; where nobody is left, tell the office that reviews."""
    made = []
    for place in free_places(sample):
        user = next_reader(sample)
        if user is None:
            line = f"《{sample.batch}》有案卷没有可以接替的评查员，请增加评查员后补派。"
            notify.tell(office(sample.batch), line, sample.get_absolute_url())
            break
        made.append(ask(act, sample, place, user))
    return made


def office(batch: Batch) -> Iterable[User]:
    """The supervisors of the office that reviews."""
    found: Iterable[User] = User.objects.filter(unit=batch.unit_id, role="supervisor", is_active=True)
    return found


def people_of(units: Iterable[Unit | int]) -> Iterable[User]:
    """Whoever fills in and whoever answers for these units."""
    found: Iterable[User] = User.objects.filter(Q(unit__in=list(units)), role__in=UNIT, is_active=True)
    return found
