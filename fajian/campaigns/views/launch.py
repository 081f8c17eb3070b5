"""启动行动: who takes part, what will be opened; then it is opened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fajian.campaigns import actions
from fajian.campaigns.addressees import ENFORCERS, Area
from fajian.campaigns.editing import standing
from fajian.campaigns.forms import LaunchForm
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.opening import Opening, counts, opening
from fajian.campaigns.tasking import astray
from fajian.campaigns.views.plans import allowed, visible
from fajian.core.forms import errors_in
from fajian.ledgers.own import Form, of_annex
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

JOINING = (*ENFORCERS, "town")  # ticked beforehand


def launch(request: HttpRequest, number: int) -> HttpResponse:
    """Who takes part, what will be opened; then it is opened."""
    row = visible(request, number)
    if "launch" not in allowed(request, row):
        return redirect(row)
    opened = opening(standing(row).plan, of_annex(row.unit.path))
    area = Area.at(row.unit.area_path, office=row.unit, on=opened.plan.issued_on)
    offered = Unit.objects.open().filter(domain_scope(request.user).condition("path"))
    units = [unit for unit in offered if unit.path.startswith(area.root.path)]
    shown = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    sent = request.POST if request.method == "POST" else None
    plans = PlanDocument.objects.visible_to(request.user).exclude(pk=row.pk).exclude(state="dropped").defer("text")
    form = LaunchForm(
        sent, row=row, offered=shown, unmet=opened.unmet(area, units), bases=opened.plan.bases, plans=plans
    )
    if form.is_valid() and "preview" not in request.POST:
        with errors_in(form):
            campaign = actions.launch(
                by=request.user,
                **form.command,
                document=row,
                seen=form.version or 0,
                units=list(form.cleaned_data["units"]),
                assigned=form.assigned,
                legal_type=form.cleaned_data["legal_type"],
                chain=form.chain,
                again=form.cleaned_data["again"],
            )
            messages.success(request, f"“{campaign.title}”已启动，各单位已收到提醒。")
            return redirect(campaign)
    own_forms = Form.objects.visible_to(request.user).filter(source=f"plan:{row.pk}").exclude(state="dropped")
    context = {
        "document": row,
        "form": form,
        "opened": opened,
        "area": area,
        "own_forms": own_forms,
        "twin": row.running_twin,
        **chosen(form, opened, area, units),
    }
    status = 422 if form.errors and "preview" not in request.POST else 200
    return render(request, "campaigns/launch.html", context, status=status)


def chosen(form: LaunchForm, opened: Opening, area: Area, units: list[Unit]) -> dict[str, Any]:
    """The tree with what is ticked, and the counts for it."""
    if form.is_bound:
        numbers = set(form.data.getlist("units"))  # type: ignore[attr-defined]
        ticked = [unit for unit in units if str(unit.pk) in numbers]
    else:
        ticked = [unit for unit in units if unit.kind in JOINING]
    known = {unit.pk for unit in ticked}
    owed = {unit.pk: len(opened.of_unit(area, unit)) for unit in units}
    who = [{"part": part, "units": [unit for unit in ticked if area.meant(part.units, unit)]} for part in opened.wanted]
    return {
        "counts": counts(opened, area, ticked),
        "tree": [{"unit": unit, "ticked": unit.pk in known, "owed": owed[unit.pk]} for unit in units],
        "who": who,
        "astray": astray(opened.plan, area, [form.row.unit, *ticked]),
        "back": reverse("campaigns:plan", args=[form.row.pk]),
    }
