"""What waits of complaints and contact points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from fajian.orgs.roles import UNIT
from fajian.portal.forms.contacts import waiting as contacts_of
from fajian.portal.forms.handling import waiting as complaints_of
from fajian.portal.models import Complaint, FirstContact
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


def first_contacts(user: Any) -> Iterable[Todo]:
    """Matters asked about at the window that the unit has promised to finish."""
    if user.role not in UNIT:
        return
    rows = contacts_of(FirstContact.objects.visible_to(user), user).order_by()
    found = rows.aggregate(
        n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    )
    if found["n"]:
        url = f"{reverse('portal:contacts')}?state=mine"
        yield Todo(found["n"], "首问登记", url, found["due"], found["late"], hint="接收、办结；超过承诺时限的写明原因")
