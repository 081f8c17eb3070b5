"""What waits to be made public or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.draws.models import Draw
from fajian.orgs.roles import UNIT, WRITERS
from fajian.publicity import beforehand
from fajian.publicity.forms.publications import waiting as to_publish
from fajian.publicity.models import Publication
from fajian.web.todos.todo import Todo


def publicity(user: Any) -> Iterable[Todo]:
    """Decisions to make public in time, what others owe too late, copies still to be taken down."""
    if user.role not in WRITERS:
        return
    rows, today = Publication.objects.visible_to(user), timezone.localdate()
    late = rows.owed().filter(due_on__lt=today) if user.role == "supervisor" else rows.none()
    for state, found, label, hint in (
        ("waits", to_publish(rows, user), "待办的公示", "核对公开内容，送审、批准或者退回"),
        ("late", late, "逾期没有公开的决定", "督促作出决定的单位公开"),
        ("lingering", rows.lingering(), "还有渠道没有撤下的公示", "逐个撤下并登记"),
    ):
        if count := found.count():
            yield Todo(count, label, f"{reverse('publicity:list')}?state={state}", hint=hint)
    if user.role in UNIT and user.unit_id and user.unit.kind == "agency":
        line = beforehand.lines([user.unit])[0]
        if line.behind and line.draft is None:
            yield Todo(
                line.behind,
                "事前公开内容要公开或者更新",
                reverse("publicity:before"),
                hint="登记清单、证件有变动的，二十个工作日内更新",
            )
    if user.role == "supervisor" and (count := Draw.objects.visible_to(user).unpublished().count()):
        yield Todo(count, "还没有公开结果的随机抽取", reverse("draws:list"), hint="检查、复核以后公开，任何人都能核对")
