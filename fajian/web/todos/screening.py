"""What waits of suspicions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from fajian.screening.models import Finding
from fajian.web.todos.todo import Todo

# Role → state of a finding → what waits, and what to do about it. Those open wait for the unit first.
UNIT_FINDINGS = {"open": ("待核实的疑点", "说明情况，或者认可问题")}
FINDING_TODOS = {
    "clerk": UNIT_FINDINGS,
    "unit_leader": UNIT_FINDINGS,
    "supervisor": {
        "explained": ("单位已说明的疑点", "核对说明，排除或确认"),
        "admitted": ("单位已认可的疑点", "确认后计入台账"),
    },
}


def findings(user: Any) -> Iterable[Todo]:
    """Findings whose next step is this person's: to explain, or to judge."""
    own = FINDING_TODOS.get(user.role, {})
    if not own:
        return
    groups = Finding.objects.visible_to(user).filter(state__in=own).order_by().values_list("state")
    counted = groups.annotate(
        count=Count("pk"),
        due=Min("due_on", filter=Q(state="open", held="")),
        late=Count("pk", filter=Q(state="open", held="", due_on__lt=timezone.localdate())),
    )
    for state, count, due, late in counted:
        yield Todo(count, own[state][0], f"{reverse('screening:findings')}?state={state}", due, late, own[state][1])
