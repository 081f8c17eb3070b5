"""行动变更: what was changed of a running campaign, and the forms that ask for a change and answer it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.amending import effect
from fajian.campaigns.forms import AmendmentForm, ReasonForm
from fajian.campaigns.forms.amendments import FIELDS
from fajian.campaigns.models import Amendment, Campaign
from fajian.core.forms import CommandForm, errors_in
from fajian.orgs.scope import domain_scope


def led(request: HttpRequest, number: int) -> Campaign:
    """The campaign, for those who see the whole of it: they name every unit. Else 404."""
    rows = Campaign.objects.visible_to(request.user).select_related("unit", "document")
    found: Campaign = get_object_or_404(rows, pk=number)
    if not domain_scope(request.user).covers(found.unit_path):
        raise Http404
    return found


def index(request: HttpRequest, number: int) -> HttpResponse:
    """Every change, the newest first; for supervisors what may be asked for."""
    return page(request, led(request, number))


def page(request: HttpRequest, row: Campaign, wrong: ReasonForm | None = None, at: int = 0) -> HttpResponse:
    """The list; `wrong` is the refusal of the amendment `at` that could not be carried out."""
    user: Any = request.user
    rows = row.amendments.select_related("recorded_by", "answered_by").order_by("-number")
    may = user.role == "supervisor"
    listed = []
    for one in rows:
        answers = may and one.state == "proposed" and not user.is_person(one.recorded_by)
        form = ReasonForm(row=one, auto_id=f"no{one.pk}_%s")
        listed.append({"row": one, "answers": answers, "form": wrong if wrong and one.pk == at else form})
    context = {
        "campaign": row,
        "rows": listed,
        "kinds": Amendment.KINDS if may and row.state == "running" else (),
        "may": may,
    }
    return render(request, "campaigns/amendments.html", context, status=422 if wrong else 200)


def propose(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The form of one kind of change: what it would move is shown before it is asked for."""
    row = led(request, number)
    if kind not in FIELDS or row.state != "running":
        raise Http404
    form = AmendmentForm(request.POST or None, campaign=row, kind=kind, user=request.user)
    found = None
    if form.is_valid():
        with errors_in(form):
            found = effect(row, kind, form.asked, timezone.localdate())
            if "preview" not in request.POST:
                given = {name: form.cleaned_data[name] for name in ("reason", "basis")}
                made = actions.propose(
                    by=request.user, **form.command, campaign=row, kind=kind, asked=form.asked, **given
                )
                messages.success(request, "变更已提出，由另一位监督人员批准后生效。")
                return redirect(made)
    context = {"campaign": row, "form": form, "title": dict(Amendment.KINDS)[kind], "effect": found}
    return render(request, "campaigns/amendment.html", context, status=422 if form.errors else 200)


def approve(request: HttpRequest, number: int, amendment: int) -> HttpResponse:
    """批准变更."""
    row = led(request, number)
    found = get_object_or_404(row.amendments.select_related("campaign"), pk=amendment)
    form = CommandForm(request.POST, row=found)
    if form.is_valid():
        with errors_in(form):
            actions.approve_amendment(by=request.user, **form.command, amendment=found, seen=form.version or 0)
            messages.success(request, "变更已生效，有关单位已收到提醒。")
    for line in form.non_field_errors():
        messages.error(request, str(line))
    return redirect(reverse("campaigns:amendments", args=[number]))


def refuse(request: HttpRequest, number: int, amendment: int) -> HttpResponse:
    """不予批准."""
    row = led(request, number)
    found = get_object_or_404(row.amendments.select_related("campaign"), pk=amendment)
    form = ReasonForm(request.POST, row=found, auto_id=f"no{found.pk}_%s")
    if form.is_valid():
        with errors_in(form):
            given = {"seen": form.version or 0, "reason": form.cleaned_data["reason"]}
            actions.refuse_amendment(by=request.user, **form.command, amendment=found, **given)
            messages.success(request, "已记下不予批准。")
            return redirect(reverse("campaigns:amendments", args=[number]))
    return page(request, row, form, found.pk)
