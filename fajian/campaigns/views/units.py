"""单位对照: every unit the plan names beside the units there are; what people choose is remembered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fajian.campaigns.addressees import Area, Match, plain
from fajian.campaigns.editing import standing
from fajian.campaigns.forms import AliasForm, ReasonForm
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.views.plans import allowed, visible
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.engine.plans.schema import Plan
from fajian.orgs import actions as orgs
from fajian.orgs.models import UnitAlias

PARTS = (("lead", "牵头"), ("support", "配合"), ("responsible", "责任"))


def area_of(row: PlanDocument, plan: Plan) -> Area:
    """The area of the plan's office; aliases as they hold when the plan was issued."""
    return Area.at(row.unit.area_path, office=row.unit, on=plan.issued_on)


def named(plan: Plan) -> dict[str, list[str]]:
    """The plan's words for units, in its order, each with where it stands."""
    found: dict[str, list[str]] = {}
    for task in plan.tasks:
        for part, word in PARTS:
            for name in getattr(task, part):
                found.setdefault(name, []).append(f"任务{task.number}{word}")
    for duty in plan.duties:
        for name, word in ((duty.from_unit, "报送单位"), (duty.to_unit, "报送至")):
            if name:
                found.setdefault(name, []).append(word)
    return {name: list(dict.fromkeys(places)) for name, places in found.items()}


def units(request: HttpRequest, number: int) -> HttpResponse:
    """The list; a choice for one of its words is sent here."""
    row = visible(request, number)
    plan = standing(row).plan
    area, places = area_of(row, plan), named(plan)
    may = bool({"edit", "launch"} & allowed(request, row))
    if request.method == "POST" and not may:
        raise Http404
    words = list(places)
    at = whole(request.POST.get("place", "") or request.GET.get("word", ""))
    at = at if at is not None and at < len(words) else None
    form = None
    if at is not None and may:
        form = AliasForm(request.POST or None, place=at, match=area.match(words[at]), area=area)
        if form.is_valid() and choose(request, row, form, area, words[at]):
            return redirect(f"{reverse('campaigns:units', args=[row.pk])}#word-{at}")
    listed = [
        {"word": word, "place": place, "match": area.match(word), "where": places[word],
         "form": form if place == at else None}
        for place, word in enumerate(words)
    ]  # fmt: skip
    context = {
        "document": row,
        "rows": sorted(listed, key=is_settled),
        "open": sum(not is_settled(one) for one in listed),
        "aliases": UnitAlias.objects.standing().filter(area_path=area.root.path).select_related("unit", "recorded_by"),
        "may": may,
        "form": form,
        "strike": ReasonForm(auto_id=False),
    }
    return render(request, "campaigns/units.html", context, status=422 if form and form.errors else 200)


def is_settled(one: dict[str, Any]) -> bool:
    """Is it known whom the word means? Those that are not stand first."""
    match: Match = one["match"]
    return not match.is_open


def choose(request: HttpRequest, row: PlanDocument, form: AliasForm, area: Area, word: str) -> bool:
    """Remember the unit chosen for a word; False where that is refused, which then stands on the form."""
    given = form.cleaned_data
    with errors_in(form):
        orgs.call_unit(
            by=request.user,
            **form.command,
            unit=given["unit"],
            area=area.root,
            name=plain(word),
            source=f"plan:{row.pk}",
            source_label=row.title,
            from_on=given["from_on"],
            to_on=given["to_on"],
        )
        messages.success(request, f"“{word}”就是“{given['unit'].name}”，已记住。")
        return True
    return False


def strike(request: HttpRequest, number: int, alias: int) -> HttpResponse:
    """An alias that was wrong."""
    row = visible(request, number)
    if not {"edit", "launch"} & allowed(request, row):
        raise Http404
    found = get_object_or_404(UnitAlias, pk=alias, area_path=row.unit.area_path)
    form = ReasonForm(request.POST, row=found, auto_id=False)
    if form.is_valid():
        with errors_in(form):
            orgs.strike_alias(
                by=request.user, **form.command, alias=found, seen=form.version or 0, reason=form.cleaned_data["reason"]
            )
            messages.success(request, f"别名“{found.name}”已作废。")
    told(request, form)
    return redirect(f"{reverse('campaigns:units', args=[row.pk])}#aliases")


def told(request: HttpRequest, form: CommandForm) -> None:
    """What is wrong with a form that has no page of its own."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
