"""What waits of commitments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from fajian.commitments.models import PromiseItem, Verification
from fajian.commitments.workflow import APPROVERS
from fajian.orgs.roles import WRITERS
from fajian.web.todos.todo import Todo


def commitments(user: Any) -> Iterable[Todo]:
    """Promises to verify, and what waits for a second person."""
    if user.role not in WRITERS:
        return
    today, address = timezone.localdate(), reverse("commitments:applications")
    tasks = Verification.objects.visible_to(user).filter(state="open").order_by()
    if user.role == "supervisor":
        tasks = tasks.filter(due_on__lt=today)
    asked = tasks.aggregate(n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today)))
    if asked["n"]:
        check = "late" if user.role == "supervisor" else "open"
        yield Todo(
            asked["n"], "待核查的承诺", f"{address}?check={check}", asked["due"], asked["late"], "核查后登记结果"
        )
    if count := PromiseItem.objects.visible_to(user).unwatched().count():
        url = f"{reverse('commitments:items')}?state=unwatched"
        yield Todo(count, "没有落实监管单位的告知承诺事项", url, hint="谁审批谁监管、谁主管谁监管，逐项落实")
    if user.role in APPROVERS:
        waiting_items = PromiseItem.objects.visible_to(user).filter(state="submitted").count()
        if waiting_items:
            url = f"{reverse('commitments:items')}?state=submitted"
            yield Todo(waiting_items, "待审定的告知承诺事项", url, hint="看过告知内容后审定公布")
