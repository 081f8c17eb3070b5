"""常用视图: kept from the list of problems, renamed, shared and removed on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.engine.faults import InputError
from fajian.ledgers import actions
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.forms.saved_views import ChangeForm, KeepForm
from fajian.ledgers.models import SavedView
from fajian.ledgers.pinned import pins


def saved_views(request: HttpRequest) -> HttpResponse:
    """The own ones, each with its form; below those that offices above share."""
    found = pins(request.user, timezone.localdate())
    own = [pin for pin in found if pin.view.owner_id == request.user.pk]
    rows = [(pin, ChangeForm(row=pin.view, user=request.user), CommandForm(row=pin.view)) for pin in own]
    shared = [pin for pin in found if pin not in own]
    return render(request, "ledgers/saved_views.html", {"rows": rows, "shared": shared})


def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filter that the form repeats; back to the list, narrowed so."""
    query, form = EntryFilter(request.POST, user=request.user).told, KeepForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写常用视图的名称，最多 20 个字。")
        return redirect(SavedView(query=query).href)
    try:
        made = actions.keep_view(by=request.user, **form.command, title=form.cleaned_data["title"], query=query)
    except InputError as refused:
        messages.error(request, str(refused))
        return redirect(SavedView(query=query).href)
    messages.success(request, f"已存为常用视图“{made.title}”。")
    return redirect(made.href)


def change_view(request: HttpRequest, number: int) -> HttpResponse:
    """Another name, shared or not."""
    row = _own(request, number)
    form = ChangeForm(request.POST, row=row, user=request.user)
    if form.is_valid():
        seen = form.version or row.version
        try:
            actions.change_view(by=request.user, **form.command, view=row, seen=seen, **form.values)
            messages.success(request, "已保存。")
        except InputError as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, "请填写常用视图的名称，最多 20 个字。")
    return redirect("ledgers:saved_views")


def remove_view(request: HttpRequest, number: int) -> HttpResponse:
    """Off the list."""
    row, form = _own(request, number), CommandForm(request.POST)
    if form.is_valid():
        actions.remove_view(by=request.user, **form.command, view=row, seen=form.version or row.version)
        messages.success(request, f"已删除常用视图“{row.title}”。")
    return redirect("ledgers:saved_views")


def _own(request: HttpRequest, number: int) -> SavedView:
    found: SavedView = get_object_or_404(SavedView.objects.of(request.user), pk=number)
    return found
