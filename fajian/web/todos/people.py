"""What waits of people and their certificates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from fajian.orgs.roles import WRITERS
from fajian.people.models import Certificate, Exam, Officer
from fajian.web.todos.todo import Todo


def certificates(user: Any) -> Iterable[Todo]:
    """For the office certificates to decide on; for units those sent back, running out or not checked this year."""
    if user.role not in WRITERS:
        return
    rows, today = Certificate.objects.visible_to(user).order_by(), timezone.localdate()
    address = reverse("people:certificates")
    if user.role == "supervisor":
        if count := rows.waiting().count():
            yield Todo(count, "待审核的执法证", f"{address}?state=waits", hint="审核资格、制发、年审、核准变更")
        return
    if count := rows.filter(state="returned").count():
        yield Todo(count, "被退回的执法证申领", f"{address}?state=waits", hint="按理由改好，重新申领")
    ending = rows.expiring(today).aggregate(n=Count("pk"), due=Min("valid_to_on"))
    if ending["n"]:
        yield Todo(ending["n"], "即将到期的执法证", f"{address}?state=expiring", ending["due"], hint="申请换发")
    if count := rows.expired(today).count():
        yield Todo(count, "已过有效期的执法证", f"{address}?state=expired", hint="停止执法，申请换发或者注销")
    if count := rows.unreviewed(today).count():
        yield Todo(count, "本年没有年审的执法证", f"{address}?state=unreviewed", hint="逐件申请年审")


def exams(user: Any) -> Iterable[Todo]:
    """Tests that are open and that this officer has not handed in."""
    row = Officer.objects.filter(account=user.pk).first() if user.role == "officer" else None
    if row is None:
        return
    found = Exam.objects.waiting_for(row, timezone.localdate()).aggregate(n=Count("pk"), due=Min("to_on"))
    if found["n"]:
        yield Todo(found["n"], "待参加的法治测试", reverse("people:mine"), found["due"], hint="限时答题，到时自动收卷")
