"""上级表样: taken in once, put right, and filled with whatever rows are asked for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.ledgers import actions
from fajian.ledgers.forms.layouts import LayoutForm, SlotsForm
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.layouts import filled
from fajian.ledgers.models import Layout
from fajian.ledgers.selection import Selection
from fajian.ledgers.views.lists import attached, visible_ledger
from fajian.orgs import history
from fajian.orgs.scope import domain_scope


def layouts(request: HttpRequest) -> HttpResponse:
    """Every template in reach."""
    rows = Layout.objects.visible_to(request.user).in_use().select_related("unit", "file")
    return render(request, "ledgers/layouts.html", {"rows": rows})


def new_layout(request: HttpRequest) -> HttpResponse:
    """Take a template in."""
    form = LayoutForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.add_layout(
                by=request.user, **form.command, title=form.cleaned_data["title"], spec=form.spec, shape=form.shape,
                received=form.received,
            )  # fmt: skip
            messages.success(request, "表样已登记，请核对每一栏写什么。")
            return redirect(made)
    return render(request, "ledgers/new_layout.html", {"form": form}, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> Layout:
    """The template, or 404."""
    rows = Layout.objects.visible_to(request.user).select_related("unit", "file", "recorded_by")
    found: Layout = get_object_or_404(rows, pk=number)
    return found


def layout(request: HttpRequest, number: int) -> HttpResponse:
    """One template: its columns, to be put right by the office that took it in."""
    row = visible(request, number)
    form = SlotsForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.match_layout(
                by=request.user, **form.command, layout=row, seen=form.version or 0, columns=form.columns
            )
            messages.success(request, "已记住，以后导出都按这个对照。")
            return redirect(row)
    return page(request, row, form)


def page(request: HttpRequest, row: Layout, form: SlotsForm, drop: CommandForm | None = None) -> HttpResponse:
    """The page, with whatever form was sent."""
    user: Any = request.user
    may = user.role == "supervisor" and domain_scope(user).covers(row.unit_path) and not row.dropped
    wrong = form.errors or (drop is not None and drop.errors)
    context = {
        "layout": row,
        "form": form,
        "may": may,
        "blank": row.shape.blank,
        "drop": drop or ReasonForm(row=row, auto_id="drop_%s"),
        "history": history.of(row),
    }
    return render(request, "ledgers/layout.html", context, status=422 if wrong else 200)


def drop_layout(request: HttpRequest, number: int) -> HttpResponse:
    """停用."""
    row = visible(request, number)
    form = ReasonForm(request.POST, row=row, auto_id="drop_%s")
    if form.is_valid():
        with errors_in(form):
            reason = form.cleaned_data["reason"]
            actions.drop_layout(by=request.user, **form.command, layout=row, seen=form.version or 0, reason=reason)
            messages.success(request, "表样已停用。")
            return redirect("ledgers:layouts")
    return page(request, row, SlotsForm(row=row), form)


def export_layout(request: HttpRequest, number: int) -> HttpResponse:
    """The template with rows in it: of one ledger (?ledger=), or of all in reach, narrowed as their list is."""
    row = visible(request, number)
    asked = whole(request.GET.get("ledger", ""))
    ledger = visible_ledger(request, asked) if asked is not None else None
    filters = EntryFilter(request.GET, user=request.user, ledger=ledger)
    query = {**filters.query, "form": "" if ledger else row.spec_code}
    selection = Selection.of(request.user, timezone.localdate(), query, ledger)
    return attached(*filled(row, selection))
