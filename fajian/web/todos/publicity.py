"""What waits to be made public or taken back."""

from __future__ import annotations

import datetime as dt
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

MONTHS = 3  # of a new year, in which the last one is asked for


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
        yield from of_agency(user.unit, today)
    if user.role == "supervisor" and (count := Draw.objects.visible_to(user).unpublished().count()):
        unpublished = f"{reverse('draws:list')}?state=unpublished"
        yield Todo(count, "还没有公开结果的随机抽取", unpublished, hint="检查、复核以后公开，任何人都能核对")


def of_agency(unit: Any, today: dt.date) -> Iterable[Todo]:
    """What an agency has to make public without anybody asking: the eight contents, and in January the last year."""
    line = beforehand.lines([unit])[0]
    if line.behind and line.draft is None:
        hint = f"八项中有{line.behind}项没有公开，或者登记清单、证件有变动要在二十个工作日内更新"
        yield Todo(1, "单位的事前公开内容不齐全", reverse("publicity:before"), hint=hint)
    if today.month <= MONTHS and not Publication.objects.of_year(today.year - 1).filter(unit=unit).exists():
        hint = "1月31日以前，数字从年度统计报送里来"
        yield Todo(1, f"{today.year - 1}年度行政执法情况要公开", reverse("publicity:annual"), hint=hint)
