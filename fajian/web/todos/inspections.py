"""What waits of plans of inspection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from fajian.inspections.models import Plan as InspectionPlan
from fajian.inspections.models import Visit
from fajian.orgs.roles import UNIT
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


# What a unit owes of its visits: (filter of the list, method of the rows, last day, label, hint).
VISIT_DUES = (
    ("recorded", "untold", "tell_by_on", "待告知企业的检查结果", "告知后登记日期和方式"),
    ("told", "unpublished", "publish_by_on", "待公示的检查结果", "单位负责人审核后公示"),
    ("urgent", "unapproved", "approve_by_on", "待补办批准的紧急检查", "单位负责人补办"),
    ("recheck", "unrighted", "order_by_on", "待复查的责令改正", "两名持证人员复查"),
)
VISIT_STEPS = {
    "unit_leader": ("asked", "待批准的临时检查", "批准或者不批准"),
    "clerk": ("ready", "待派员的入企检查", "派两名以上持证人员，出检查通知书"),
    "officer": ("staffed", "待入企的检查", "向企业亮证后开始"),
}


def visits(user: Any) -> Iterable[Todo]:
    """Visits to approve, to staff, to make; results to tell and to publish, what is to be looked at again."""
    if user.role not in (*UNIT, "officer", "supervisor"):
        return
    address, today = reverse("inspections:visits"), timezone.localdate()
    mine = Visit.objects.filter(pk__in=Visit.objects.reachable(user).order_by().values("pk"))
    if user.role in VISIT_STEPS:
        state, label, hint = VISIT_STEPS[user.role]
        asked = mine.filter(state=state).aggregate(n=Count("pk"), due=Min("visit_on"))
        if asked["n"]:
            yield Todo(asked["n"], label, f"{address}?state={state}", asked["due"], hint=hint)
    for state, name, column, label, hint in VISIT_DUES:
        rows = getattr(mine, name)()
        late = Q(**{f"{column}__lt": today})
        if user.role == "supervisor":  # the office is told of what is overdue only
            rows = rows.filter(late)
        elif state == "told":
            rows = rows.filter(state="told")
        found = rows.aggregate(n=Count("pk"), due=Min(column), late=Count("pk", filter=late))
        if found["n"]:
            yield Todo(found["n"], label, f"{address}?state={state}", found["due"], found["late"], hint)
