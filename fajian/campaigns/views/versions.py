"""方案的修改: element by element, as YAML; its versions and what changed between them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fajian.campaigns import actions
from fajian.campaigns.editing import put, put_back, quotes, reading, standing, without
from fajian.campaigns.forms import ElementForm, HeaderForm, PlanYamlForm, ReasonForm
from fajian.campaigns.marks import KINDS
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.views.plans import allowed, visible
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.engine.plans import yaml
from fajian.engine.plans.changes import changes
from fajian.engine.plans.columns import SECTIONS, Section, named
from fajian.engine.plans.schema import Plan

SHOWN = 100  # versions listed


def editable(request: HttpRequest, number: int) -> PlanDocument:
    """The plan, if this user may change it now; else 404: its page has no link here."""
    row = visible(request, number)
    if "edit" not in allowed(request, row):
        raise Http404
    return row


def section_of(name: str) -> Section:
    """The section by its name, or 404."""
    found = next((one for one in SECTIONS if one.name == name), None)
    if found is None:
        raise Http404
    return found


def element_of(plan: Plan, section: Section, place: int) -> Any:
    """The element at this place, or 404."""
    rows = getattr(plan, section.name)
    if place >= len(rows):
        raise Http404
    return rows[place]


def save(request: HttpRequest, row: PlanDocument, form: CommandForm, plan: Plan, **more: Any) -> bool:
    """A new version; False where it is refused, which then stands on the form."""
    with errors_in(form):
        row = actions.edit(by=request.user, **form.command, document=row, seen=form.version or 0, plan=plan, **more)
        messages.success(request, f"已保存为第 {row.latest} 版。")
        return True
    return False


def at(row: PlanDocument, anchor: str) -> str:
    """The check page at an element."""
    return f"{row.get_absolute_url()}#{anchor}"


# ── element by element ───────────────────────────────────────────────────────────────────────────────────────────────


def header(request: HttpRequest, number: int) -> HttpResponse:
    """Title, issuer, number, days."""
    row = editable(request, number)
    plan = standing(row).plan
    form = HeaderForm(request.POST or None, row=row, plan=plan)
    if form.is_valid() and save(request, row, form, form.changed):
        return redirect(at(row, "read-title"))
    return page(request, row, form, "方案基本情况")


def element(request: HttpRequest, number: int, section: str, place: int) -> HttpResponse:
    """One element."""
    row = editable(request, number)
    part, plan = section_of(section), standing(row).plan
    old = element_of(plan, part, place)
    form = ElementForm(request.POST or None, row=row, kind=part.kind, element=old)
    if form.is_valid() and save(request, row, form, put(plan, section, place, form.changed)):
        return redirect(at(row, f"{KINDS[section]}-{place}"))
    strike = ReasonForm(row=row, auto_id="strike_%s")
    return page(request, row, form, named(old), quote=old.quote, strike=strike, section=section, place=place)


def add(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """An element the text does not have; it stands at the end of its list and says 人工补充."""
    row = editable(request, number)
    part, plan = section_of(section), standing(row).plan
    form = ElementForm(request.POST or None, row=row, kind=part.kind)
    if form.is_valid() and save(request, row, form, put(plan, section, None, form.changed)):
        return redirect(at(row, f"{KINDS[section]}-{len(getattr(plan, section))}"))
    return page(request, row, form, f"补充{part.one}")


def strike(request: HttpRequest, number: int, section: str, place: int) -> HttpResponse:
    """An element that does not belong into the plan."""
    row = editable(request, number)
    part, plan = section_of(section), standing(row).plan
    old = element_of(plan, part, place)
    form = ReasonForm(request.POST, row=row, auto_id="strike_%s")
    if form.is_valid():
        more = {"reason": form.cleaned_data["reason"]}
        if save(request, row, form, without(plan, section, place), **more):
            return redirect(at(row, "read-title"))
    own = ElementForm(row=row, kind=part.kind, element=old)
    return page(request, row, own, named(old), quote=old.quote, strike=form, section=section, place=place)


def restore(request: HttpRequest, number: int, section: str, place: int) -> HttpResponse:
    """Something read that was struck, back in its place."""
    row = editable(request, number)
    stood = standing(row)
    if not any((one.section, one.place) == (section, place) for one in stood.struck):
        raise Http404
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        save(request, row, form, put_back(stood.plan, reading(row).plan, section, place))
    for line in form.non_field_errors():
        messages.error(request, str(line))
    return redirect(at(row, "read-title"))


def page(request: HttpRequest, row: PlanDocument, form: CommandForm, title: str, **more: Any) -> HttpResponse:
    """The page with one form."""
    wrong = form.errors or (more.get("strike") is not None and more["strike"].errors)
    context = {"document": row, "form": form, "title": title, **more}
    return render(request, "campaigns/element.html", context, status=422 if wrong else 200)


# ── as a whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def as_yaml(request: HttpRequest, number: int) -> HttpResponse:
    """The plan as YAML, to be read by all and changed by who may."""
    row = visible(request, number)
    may = "edit" in allowed(request, row)
    plan = standing(row).plan
    if request.method == "POST" and not may:
        raise Http404
    form = PlanYamlForm(request.POST or None, request.FILES or None, row=row, initial={"text": yaml.write(plan)})
    if form.is_valid():
        known = quotes(plan)
        with errors_in(form):
            given = yaml.read(form.given, lambda quote: quote in known or quote in row.text)
            if save(request, row, form, given, how="yaml", reason=form.cleaned_data["reason"]):
                return redirect("campaigns:versions", row.pk)
    context = {"document": row, "form": form, "may": may, "text": yaml.write(plan)}
    return render(request, "campaigns/yaml.html", context, status=422 if form.errors else 200)


def yaml_file(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a file."""
    row = visible(request, number)
    answer = HttpResponse(yaml.write(standing(row).plan), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="plan-{row.pk}-v{row.latest}.yaml"'
    return answer


def versions(request: HttpRequest, number: int) -> HttpResponse:
    """All versions, and what changed between two of them; the last two where none are chosen."""
    row = visible(request, number)
    rows = list(row.versions.defer("compiled").select_related("recorded_by").order_by("-number")[:SHOWN])
    known = {one.number for one in rows}
    old, new = (_chosen(request.GET.get(name, ""), known) for name in ("old", "new"))
    new = new or row.latest
    old = old or max((one for one in known if one < new), default=new)
    context: dict[str, Any] = {"document": row, "rows": rows, "old": old, "new": new}
    if old != new:
        plans = {one.number: one.plan for one in row.versions.filter(number__in=(old, new))}
        context["changes"] = changes(plans[old], plans[new])
    context["back"] = reverse("campaigns:plan", args=[row.pk])
    return render(request, "campaigns/versions.html", context)


def _chosen(text: str, known: set[int]) -> int | None:
    number = whole(text)
    return number if number in known else None
