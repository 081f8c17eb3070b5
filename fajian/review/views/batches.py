"""评查批次: begun, drawn, assigned, fed back, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.forms import CommandForm, errors_in
from fajian.core.pages import bound, pressed, step
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.review import actions
from fajian.review.forms.batches import BatchForm, ReviewersForm, SampleFilter
from fajian.review.models import Batch, Sample, ScoreSheet


def visible(request: HttpRequest, number: int) -> Batch:
    """The batch, or 404."""
    rows = Batch.objects.visible_to(request.user).select_related("unit", "sampled", "recorded_by")
    found: Batch = get_object_or_404(rows, pk=number)
    return found


def begin(request: HttpRequest) -> HttpResponse:
    """发起案卷评查."""
    user: Any = request.user
    form = bound(request, BatchForm)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.open_batch(by=user, **form.command, unit=user.unit, **form.values)
            messages.success(request, "名单已备好，口令已交存。请另一位人员交存口令。")
            return redirect(made)
    return render(request, "review/new.html", {"form": form}, status=422 if form.errors else 200)


def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The draw, the readers, the files and how far each is."""
    row, user = visible(request, number), request.user
    rows = Sample.objects.visible_to(user).filter(batch=row)
    counted = rows.order_by("unit_path").values("unit", "unit__name")
    units = list(counted.annotate(files=Count("pk"), scored=Count("pk", filter=Q(score__isnull=False))))
    filters = SampleFilter(request.GET, batch=row, units=[(one["unit"], one["unit__name"]) for one in units])
    standing = ScoreSheet.objects.standing().select_related("reviewer__unit").order_by("place")
    listed = filters.narrow(rows).select_related("unit").prefetch_related(Prefetch("sheets", standing, "readers"))
    states = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    context = {
        "batch": row,
        "draw": row.draw,
        "standard": row.standard,
        "filters": filters,
        "page": keyset(listed, request.GET, order=("unit_path", "id")),
        "units": units,
        "states": states,
        "reviewers": row.reviewers.select_related("user__unit"),
        "may": leads(request, row),
        "settled": set(states) == {"settled"},
        "late": row.state == "reviewing" and row.due_on < timezone.localdate(),
        "command": CommandForm(row=row, auto_id=False),
        "history": history.of(row),
    }
    return render(request, "review/batch.html", context)


def leads(request: HttpRequest, row: Batch) -> bool:
    """Is this a supervisor of the office that reviews, or of one above it?"""
    user: Any = request.user
    return user.role == "supervisor" and domain_scope(user).covers(row.unit_path)


def take(request: HttpRequest, number: int) -> HttpResponse:
    """列入评查."""
    row = visible(request, number)
    actions.take_sample(by=request.user, **pressed(request, row), batch=row)
    messages.success(request, f"抽中的 {row.samples.count()} 份案卷已列入评查。请增加评查员，再分配。")
    return redirect(row)


def reviewers(request: HttpRequest, number: int) -> HttpResponse:
    """增加评查员."""
    row = visible(request, number)

    def act(form: Any) -> str:
        made = actions.name_reviewers(by=request.user, **form.command, batch=row, users=list(form.values["users"]))
        return f"已增加 {len(made)} 位评查员。"

    form = bound(request, ReviewersForm, batch=row)
    return step(request, form, act, row.get_absolute_url(), title="增加评查员", lead=row.title)


def assign(request: HttpRequest, number: int) -> HttpResponse:
    """分配评查员."""
    row = visible(request, number)
    actions.assign(by=request.user, **pressed(request, row), batch=row)
    messages.success(request, "每份案卷已分配两位评查员，并通知本人。")
    return redirect(row)


def feed_back(request: HttpRequest, number: int) -> HttpResponse:
    """反馈."""
    row = visible(request, number)
    told = actions.feed_back(by=request.user, **pressed(request, row), batch=row)
    messages.success(request, f"{len(told)} 份案卷的结果已反馈给单位。")
    return redirect(row)


def close(request: HttpRequest, number: int) -> HttpResponse:
    """办结."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    actions.close(by=request.user, **form.command, batch=row, seen=form.version or 0)
    messages.success(request, "这次评查已办结。")
    return redirect(reverse("review:statistics", args=[row.pk]))
