"""What waits of complaints and contact points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from fajian.portal.forms.handling import waiting as complaints_of
from fajian.portal.models import Complaint
from fajian.portal.models.complaints import overdue
from fajian.portal.points import silent
from fajian.portal.workflow import OFFICE
from fajian.web.todos.todo import Todo


def complaints(user: Any) -> Iterable[Todo]:
    """Complaints to take up, to look into, to approve."""
    found = complaints_of(Complaint.objects.visible_to(user), user).order_by().aggregate(
        n=Count("pk"), accept=Min("accept_by", filter=Q(state="received")),
        done=Min("done_by", filter=~Q(state="received")), late=Count("pk", filter=overdue(timezone.localdate())),
    )  # fmt: skip
    if found["n"]:
        due = min((day for day in (found["accept"], found["done"]) if day), default=None)
        url = f"{reverse('portal:list')}?state=waits"
        yield Todo(found["n"], "投诉举报", url, due, found["late"], hint="受理、核查、审核答复")


def held_complaints(user: Any) -> Iterable[Todo]:
    """Complaints that came in a flood, so that nobody was told."""
    if user.role not in OFFICE:
        return
    rows = Complaint.objects.visible_to(user).filter(held=True, state="received")
    found = rows.order_by().aggregate(n=Count("pk"), due=Min("accept_by"))
    if found["n"]:
        url = f"{reverse('portal:list')}?state=held"
        yield Todo(found["n"], "待核的投诉举报", url, found["due"], hint="短时间内来得太多，看是不是真实的")


def silent_points(user: Any) -> Iterable[Todo]:
    """Contact points that have gathered nothing this month."""
    if user.role not in OFFICE:
        return
    count = silent(user, timezone.localdate()).count()
    if count:
        url = f"{reverse('portal:points')}?state=silent"
        yield Todo(count, "本月没有收集的联系点", url, hint="联系联络员，收集社情民意")
