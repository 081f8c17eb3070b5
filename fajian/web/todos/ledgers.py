"""What waits in ledgers: problems, pairs, extensions and listings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from fajian.core.remembered import remembered
from fajian.ledgers.models import Extension, Listing, Pairing, Rectification
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope
from fajian.web.todos.todo import Todo

# State of a problem → what waits, and what to do about it.
PROBLEM_TODOS = {
    "found": ("待认领的问题", "填写原因、措施和整改时限"),
    "relapsed": ("反弹的问题", "重新认领整改"),
    "rectifying": ("整改中的问题", "整改后上传佐证、申请销号"),
    "submitted": ("待销号审核", "核对佐证，核准或退回"),
}
WATCHING = ("supervisor", "leader", "discipline")  # follow what has come back (重点督办)


def problems(user: Any) -> Iterable[Todo]:
    """Problems whose next step is this person's: to accept, to rectify, to review."""
    today, address = timezone.localdate(), reverse("ledgers:problems")
    # Shared by all of the same scope and role, unlike the page's own memory.
    question = ["problems waiting", list(domain_scope(user).prefixes), user.role, today]
    for state, (count, due, late) in remembered(question, lambda: _waiting(user, today)).items():
        url = reverse("ledgers:review") if state == "submitted" else f"{address}?state={state}"
        yield Todo(count, PROBLEM_TODOS[state][0], url, due, late, PROBLEM_TODOS[state][1])
    if user.role in WATCHING and (count := Rectification.objects.visible_to(user).watched().count()):
        yield Todo(count, "重点督办的问题", f"{address}?state=watched", hint="挂牌、反弹和虚假销号的，跟踪到销号")


def _waiting(user: Any, today: dt.date) -> dict[str, tuple[int, dt.date | None, int]]:
    """By state how many problems wait for this role, the earliest day among theirs, and how many are late."""
    waiting = Rectification.objects.visible_to(user).waiting_for(user.role).order_by()
    # By day too, though the days are added up again: so it is read from an index alone, a hundred thousand in 20 ms.
    days: dict[str, list[tuple[dt.date | None, int]]] = {}
    for state, day, count in waiting.values_list("state", "due_on").annotate(n=Count("*")):
        days.setdefault(state, []).append((day, count))
    return {
        state: (
            sum(n for _, n in counted),
            min((day for day, _ in counted if day), default=None),
            sum(n for day, n in counted if day and day < today),
        )
        for state, counted in days.items()
    }


def pairings(user: Any) -> Iterable[Todo]:
    """Problems that may be a relapse, or one problem told twice."""
    if PAIRING.allowed("proposed", user.role) and (count := Pairing.objects.visible_to(user).waiting().count()):
        yield Todo(count, "待认定的相似问题", reverse("ledgers:pairings"), hint="认定反弹、合并，或者不是")


def putting_right(user: Any) -> Iterable[Todo]:
    """Requests for a later day that wait for this office; listed problems of which a unit has not told for a month."""
    if user.role == "supervisor":
        asked = Extension.objects.visible_to(user).waiting_for(user).order_by()
        found = asked.aggregate(n=Count("pk"), due=Min("old_due_on"))
        if found["n"]:
            url = reverse("ledgers:extensions")
            yield Todo(found["n"], "等答复的延期申请", url, found["due"], hint="看理由，同意或者不同意")
    if user.role in UNIT:
        silent = Listing.objects.visible_to(user).silent(timezone.localdate())
        if silent:
            url = f"{reverse('ledgers:listings')}?silent=1"
            yield Todo(len(silent), "待填报的挂牌进展", url, hint="挂牌督办的问题每月填报一次")
