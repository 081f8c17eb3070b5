"""What is one's own: notices and jobs. No command writes these, so they are asked every time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from fajian.core import notify
from fajian.core.models import Job
from fajian.web.todos.todo import Todo


def unread_notices(user: Any) -> Iterable[Todo]:
    """Notices not read yet."""
    if count := notify.unread(user):
        yield Todo(count, "未读提醒", reverse("notices"))


def running_jobs(user: Any) -> Iterable[Todo]:
    """Jobs on their way."""
    if count := Job.objects.filter(asked_by=user, state__in=("waiting", "running")).count():
        yield Todo(count, "正在进行的后台作业", reverse("jobs"), hint="可以离开，完成后在这里查看")
