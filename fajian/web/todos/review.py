"""What waits of files under review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from fajian.orgs.roles import UNIT
from fajian.review.models import Batch, Sample, ScoreSheet
from fajian.web.todos.todo import Todo

# State of a file under review → what waits for the office that reviews.
REVIEW_TODOS = {
    "drawn": ("待分配的案卷", "增加评查员，分配"),
    "scored": ("待反馈的评查结果", "核对后反馈给单位"),
    "objected": ("待复核的评查异议", "由没有评过的人员复核"),
}


def file_reviews(user: Any) -> Iterable[Todo]:
    """Files given to this person to read; for units results they may object to; for the office what waits for it."""
    url = reverse("review:list")
    mine = ScoreSheet.objects.filter(reviewer=user, state="assigned").order_by()
    found = mine.aggregate(n=Count("pk"), due=Min("sample__batch__due_on"))
    if found["n"]:
        hint = "逐项评分后提交；应当回避的申请回避"
        yield Todo(found["n"], "待评查的案卷", f"{url}?state=assigned", found["due"], hint=hint)
    rows = Sample.objects.visible_to(user).order_by()
    if user.role in UNIT:
        found = rows.filter(state="fed_back").aggregate(n=Count("pk"), due=Min("object_by_on"))
        if found["n"]:
            hint = "有异议的提出，没有的确认"
            yield Todo(found["n"], "待确认的评查结果", f"{url}?state=fed_back", found["due"], hint=hint)
    if user.role == "supervisor":
        states = REVIEW_TODOS
        groups = rows.filter(state__in=states, batch__in=Batch.objects.visible_to(user)).values_list("batch", "state")
        for batch, state, count in groups.annotate(n=Count("pk")):
            label, hint = states[state]
            yield Todo(count, label, f"{reverse('review:batch', args=[batch])}?state={state}", hint=hint)
