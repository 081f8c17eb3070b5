"""检查对象名录: the list, one target, its steps, the workbook that is taken in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.core.downloads import XLSX, download
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.inspections import actions, reading
from fajian.inspections.forms.targets import ImportForm, StrikeForm, TargetFilter, TargetForm
from fajian.inspections.models import Target
from fajian.orgs import history
from fajian.orgs.roles import WRITERS


def listing(request: HttpRequest) -> HttpResponse:
    """Targets in reach."""
    filters = TargetFilter(request.GET, user=request.user)
    rows = filters.narrowed(Target.objects.visible_to(request.user)).select_related("unit")
    context = {"page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "inspections/targets.html", context)


def visible(request: HttpRequest, number: int) -> Target:
    """The target, or 404."""
    found: Target = get_object_or_404(Target.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def target(request: HttpRequest, number: int) -> HttpResponse:
    """One target, and who else keeps it."""
    row, user = visible(request, number), request.user
    others = Target.objects.visible_to(user).standing().filter(uscc=row.uscc).exclude(pk=row.pk).select_related("unit")
    may = getattr(user, "role", "") in WRITERS and not row.struck_out
    context = {"row": row, "others": others, "may": may, "history": history.of(row)}
    return render(request, "inspections/target.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """登记检查对象."""
    made = list[Target]()

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.enter_target(by=request.user, **form.command, unit=unit, given=form.given))
        return "检查对象已登记。"

    form, back = bound(request, TargetForm, user=request.user), reverse("inspections:targets")
    lead = "同一企业由几个单位监管的，各自登记，汇总时按代码合并。"
    return step(
        request, form, act, back, title="登记检查对象", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """修改, 移出."""
    row = visible(request, number)
    if row.struck_out or name not in ("edit", "strike"):
        raise Http404

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "target": row, "seen": form.version or 0}
        if name == "edit":
            actions.change_target(**said, given=form.given)
            return "已修改，以前各版名录不变。"
        actions.strike_target(**said, reason=form.cleaned_data["reason"])
        return "已移出名录。"

    if name == "edit":
        form, title = bound(request, TargetForm, user=request.user, row=row), "修改检查对象"
    else:
        form, title = bound(request, StrikeForm, row=row), "移出名录"
    return step(request, form, act, row.get_absolute_url(), title=title, lead=f"{row.name}，{row.unit.name}")


def take_in(request: HttpRequest) -> HttpResponse:
    """导入检查对象."""

    def act(form: Any) -> str:
        said = {name: form.cleaned_data[name] for name in ("unit", "rows", "file")}
        told = actions.import_targets(by=request.user, **form.command, **said)
        return f"导入完成：新登记 {told['entered']} 个，修改 {told['changed']} 个，没有变化 {told['same']} 个。"

    form, back = bound(request, ImportForm, user=request.user), reverse("inspections:targets")
    lead = "有一格不对，整份都不导入；逐格写明哪里不对、怎么改。"
    return step(request, form, act, back, title="导入检查对象", lead=lead)


def blank(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    return download("检查对象名录.xlsx", reading.blank(), XLSX)
