"""What waits of supervision: matters and instruments, accountability, circulars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.orgs.roles import UNIT
from fajian.supervision.models import Accountability, CircularCopy, Transfer
from fajian.supervision.waiting import WORDS as WAITING
from fajian.supervision.waiting import waiting
from fajian.web.todos.todo import Todo


def supervision(user: Any) -> Iterable[Todo]:
    """Matters whose next step is this person's."""
    today, address = timezone.localdate(), reverse("supervision:list")
    for one in waiting(user):
        found = one.counted(today)
        if found["n"]:
            label, hint = WAITING[one.name]
            yield Todo(found["n"], label, f"{address}?waits={one.name}", found["due"], found["late"], hint)


def accountability(user: Any) -> Iterable[Todo]:
    """Cases of 责任追究 and transfers whose next step is this person's."""
    if user.role not in ("clerk", "unit_leader", "supervisor"):
        return
    if count := Accountability.objects.waiting_for(user).count():
        url = f"{reverse('supervision:accountabilities')}?waits=1"
        yield Todo(count, "待办的责任追究", url, hint="认定、决定、执行或者核查")
    if count := Transfer.objects.waiting_for(user).count():
        url = f"{reverse('supervision:transfers')}?waits=1"
        yield Todo(count, "待办的移送", url, hint="批准、移送、登记结果；移送公安机关的有法定时限")


def circulars(user: Any) -> Iterable[Todo]:
    """Circulars a unit has not signed for."""
    if user.role not in UNIT:
        return
    if count := CircularCopy.objects.visible_to(user).unsigned().values("circular").distinct().count():
        yield Todo(count, "待签收的通报", f"{reverse('supervision:circulars')}?unsigned=1", hint="对照检查，签收")
