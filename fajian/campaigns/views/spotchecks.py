"""销号抽查: begun, drawn, looked at on site; how much was found untrue at each unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.campaigns import actions
from fajian.campaigns.actions.spotchecks import took_part
from fajian.campaigns.forms.spotchecks import RecheckForm, SpotCheckForm, SpotFilter
from fajian.campaigns.models import Recheck, SpotCheck
from fajian.campaigns.rates import percent
from fajian.campaigns.views.campaigns import visible as visible_campaign
from fajian.campaigns.views.steps import Counted, counts
from fajian.campaigns.workflow import RECHECK
from fajian.core import files
from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.ledgers.models import Rectification
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs import history
from fajian.orgs.scope import domain_scope


def begin(request: HttpRequest, number: int) -> HttpResponse:
    """发起销号抽查."""
    campaign = visible_campaign(request, number)
    form = SpotCheckForm(request.POST or None, row=campaign)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.spot_check(by=request.user, **form.command, campaign=campaign, **form.values)
            messages.success(request, "名单已备好，口令已交存。请另一位人员交存口令。")
            return redirect(made)
    context = {"form": form, "campaign": campaign}
    return render(request, "campaigns/spot_check_new.html", context, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> SpotCheck:
    """The spot check, or 404."""
    rows = SpotCheck.objects.visible_to(request.user).select_related("campaign", "sampled")
    found: SpotCheck = get_object_or_404(rows, pk=number)
    return found


COUNTED: Counted = (
    ("抽中", "total", {}), ("已复核", "checked", {"state": "checked"}), ("虚假销号", "untrue", {"state": "untrue"}),
)  # fmt: skip


def spot_check(request: HttpRequest, number: int) -> HttpResponse:
    """The draw, what was drawn, and the shares of each unit, each number with its rows."""
    row = visible(request, number)
    rows = Recheck.objects.visible_to(request.user).filter(spot_check=row)
    shares = rows.order_by("unit_path").values("unit", "unit__name").annotate(
        total=Count("pk"), checked=Count("pk", filter=~Q(state="waiting")), untrue=Count("pk", filter=Q(state="untrue"))
    )  # fmt: skip
    filters = SpotFilter(request.GET, units=[(one["unit"], one["unit__name"]) for one in shares])
    listed = filters.narrow(rows).select_related("unit", "entry__ledger", "checked_by")
    context = {
        "spot_check": row,
        "draw": row.draw,
        "filters": filters,
        "page": keyset(listed, request.GET, order=("unit_path", "id")),
        "shares": [
            {"name": one["unit__name"], "share": percent(one["untrue"], one["checked"]), "cells": counts(one, COUNTED)}
            for one in shares
        ],
        "may_take": row.sampled_id is None and row.draw.state == "drawn" and leads(request, row),
        "command": CommandForm(row=row, auto_id=False),
        "history": history.of(row),
    }
    return render(request, "campaigns/spot_check.html", context)


def leads(request: HttpRequest, row: SpotCheck) -> bool:
    """Is this somebody of the office that leads?"""
    user: Any = request.user
    return user.role == "supervisor" and domain_scope(user).covers(row.unit_path)


def take(request: HttpRequest, number: int) -> HttpResponse:
    """列入复核."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    actions.take_sample(by=request.user, **form.command, spot_check=row)
    messages.success(request, f"抽中的 {row.rechecks.count()} 个问题已列入复核。")
    return redirect(row)


def visible_recheck(request: HttpRequest, number: int) -> Recheck:
    """The recheck, or 404."""
    rows = Recheck.objects.visible_to(request.user).select_related(
        "spot_check__campaign", "unit", "entry__ledger", "entry__recorded_by", "file", "checked_by"
    )
    found: Recheck = get_object_or_404(rows, pk=number)
    return found


def recheck(request: HttpRequest, number: int) -> HttpResponse:
    """One closed problem to be looked at."""
    return page(request, visible_recheck(request, number))


def page(request: HttpRequest, row: Recheck, wrong: RecheckForm | None = None) -> HttpResponse:
    """Its page; `wrong` is the form that could not be carried out, shown as it was sent."""
    user: Any = request.user
    problem = Rectification.objects.select_related("closed_by", "submitted_by").get(entry=row.entry)
    problem.entry = row.entry
    proofs = problem.proofs.filter(taken_back=False).select_related("file", "recorded_by")
    may = RECHECK.allowed(row.state, user.role) if leads(request, row.spot_check) else ()
    hand = bool(may) and took_part(problem, user)
    context = {
        "row": row,
        "problem": problem,
        "closed": problem.state == "closed",
        "state_word": PROBLEM.states[problem.state],
        "proofs": proofs,
        "may": bool(may) and not hand,
        "hand": hand,
        "check": wrong or RecheckForm(row=row),
        "form": wrong,
        "history": history.of(row),
    }
    return render(request, "campaigns/recheck.html", context, status=422 if wrong else 200)


def judge(request: HttpRequest, number: int) -> HttpResponse:
    """认定属实 or 认定虚假销号, by the button pressed."""
    row = visible_recheck(request, number)
    form = RecheckForm(request.POST, request.FILES or None, row=row)
    refuted = "refute" in request.POST
    if form.is_valid():
        with errors_in(form):
            act = actions.refute if refuted else actions.uphold
            act(by=request.user, **form.command, recheck=row, seen=form.version or 0, **form.values)
            messages.success(request, "已认定虚假销号，问题退回整改并通知单位。" if refuted else "已认定属实。")
            return redirect(row.spot_check)
    return page(request, row, form)


def paper(request: HttpRequest, number: int) -> FileResponse:
    """What was brought from the site; for the office only: it may name witnesses."""
    row = visible_recheck(request, number)
    if row.file is None or not domain_scope(request.user).covers(row.spot_check.unit_path):
        raise Http404
    return files.download(row.file)
