"""What waits of plans of inspection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from fajian.inspections.models import Plan as InspectionPlan
from fajian.web.todos.todo import Todo

# Role → state of a plan of inspection that waits for it.
INSPECTION_TODOS = {
    "unit_leader": ("submitted", "待批准的检查计划", "看过预警，批准或者退回"),
    "supervisor": ("approved", "待备案的检查计划", "登记备案，可以合并为联合检查"),
}


def inspection_plans(user: Any) -> Iterable[Todo]:
    """Plans of inspection that wait for the chief, or for the office to file them."""
    if user.role not in INSPECTION_TODOS:
        return
    state, label, hint = INSPECTION_TODOS[user.role]
    if count := InspectionPlan.objects.visible_to(user).filter(state=state).count():
        yield Todo(count, label, f"{reverse('inspections:plans')}?state={state}", hint=hint)
