"""What waits in the registers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import reverse

from fajian.registers.forms.registrations import waiting as awaiting
from fajian.registers.kinds import kinds
from fajian.registers.models import Registration
from fajian.web.todos.todo import Todo


def registers(user: Any) -> Iterable[Todo]:
    """Opinions to settle and publish; for units what no longer rests on the law of the day."""
    waits = awaiting(Registration.objects.visible_to(user), user).order_by()
    label, hint = ("待核定、待公布的清理意见", "另一人提出的才能核定") if user.role == "supervisor" else (
        "须核对的登记事项", "看原因，提出清理意见"
    )  # fmt: skip
    for kind, count in waits.values_list("kind").annotate(n=Count("pk")):
        where = f"{reverse('registers:list', args=[kind])}?state=waits"
        yield Todo(count, f"{label}（{kinds()[kind].title}）", where, hint=hint)
