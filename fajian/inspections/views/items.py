"""检查事项 with their guide, 频次上限和宁静日."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.core.forms import CommandForm
from fajian.core.pages import bound as filled
from fajian.core.pages import step
from fajian.core.paging import keyset
from fajian.inspections import actions
from fajian.inspections.forms.plans import BoundForm, ItemForm, PublishItemForm, ReasonForm
from fajian.inspections.models import Bound, Item
from fajian.orgs import history
from fajian.orgs.roles import WRITERS


def listing(request: HttpRequest) -> HttpResponse:
    """Items in reach."""
    rows = Item.objects.visible_to(request.user).select_related("unit")
    return render(request, "inspections/items.html", {"page": keyset(rows, request.GET)})


def visible(request: HttpRequest, number: int) -> Item:
    """The item, or 404."""
    found: Item = get_object_or_404(Item.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item with its guide."""
    row = visible(request, number)
    may = getattr(request.user, "role", "") in WRITERS and not row.struck_out
    return render(request, "inspections/item.html", {"row": row, "may": may, "history": history.of(row)})


def new(request: HttpRequest) -> HttpResponse:
    """登记检查事项."""
    made = list[Item]()

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.enter_item(by=request.user, **form.command, unit=unit, given=form.given))
        return "检查事项已登记，写全工作指南后公布。"

    form, back = filled(request, ItemForm, user=request.user), reverse("inspections:items")
    lead = "没有公布的检查事项不得实施。工作指南六项写全才能公布。"
    return step(
        request, form, act, back, title="登记检查事项", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """修改, 公布, 作废."""
    row = visible(request, number)
    titles = {"edit": "修改检查事项", "publish": "登记公布", "strike": "作废检查事项"}
    if row.struck_out or name not in titles:
        raise Http404

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "item": row, "seen": form.version or 0}
        if name == "edit":
            actions.change_item(**said, given=form.given)
            return "已修改，请重新公布。"
        if name == "publish":
            actions.publish_item(**said, **form.values)
            return "已登记公布。"
        actions.strike_item(**said, **form.values)
        return "已作废。"

    if name == "edit":
        form = filled(request, ItemForm, user=request.user, row=row)
    else:
        form = filled(request, PublishItemForm if name == "publish" else ReasonForm, row=row)
    return step(request, form, act, row.get_absolute_url(), title=titles[name], lead=f"{row}，{row.unit.name}")


def bounds(request: HttpRequest) -> HttpResponse:
    """Caps and quiet days that hold."""
    rows = Bound.objects.visible_to(request.user).filter(struck_out=False).select_related("unit")
    may = getattr(request.user, "role", "") in WRITERS
    return render(request, "inspections/bounds.html", {"page": keyset(rows, request.GET), "may": may})


def bound_new(request: HttpRequest) -> HttpResponse:
    """登记频次上限、宁静日."""

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        actions.enter_bound(by=request.user, **form.command, unit=unit, given=form.given)
        return "已登记。"

    form, back = filled(request, BoundForm, user=request.user), reverse("inspections:bounds")
    lead = "频次上限是本单位一年内对一户企业最多检查几次；宁静日对所选单位和它下面的单位都有效。"
    return step(request, form, act, back, title="登记频次上限、宁静日", lead=lead)


def bound_strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废."""
    rows = Bound.objects.visible_to(request.user).filter(struck_out=False).select_related("unit")
    row: Bound = get_object_or_404(rows, pk=number)

    def act(form: Any) -> str:
        actions.strike_bound(by=request.user, **form.command, bound=row, seen=form.version or 0)
        return "已作废。"

    form, back = filled(request, CommandForm, row=row), reverse("inspections:bounds")
    return step(request, form, act, back, title="作废", lead=f"{row.unit.name}，{row.get_kind_display()}：{row}")
