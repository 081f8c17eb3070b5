"""What waits of complaints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from fajian.portal.forms.handling import waiting as complaints_of
from fajian.portal.models import Complaint
from fajian.web.todos.todo import Todo


def complaints(user: Any) -> Iterable[Todo]:
    """Complaints to take up, to look into, to approve."""
    found = complaints_of(Complaint.objects.visible_to(user), user).order_by().aggregate(
        n=Count("pk"), accept=Min("accept_by", filter=Q(state="received")),
        done=Min("done_by", filter=~Q(state="received")),
    )  # fmt: skip
    if found["n"]:
        due = min((day for day in (found["accept"], found["done"]) if day), default=None)
        yield Todo(found["n"], "投诉举报", f"{reverse('portal:list')}?state=waits", due, hint="受理、核查、审核答复")
