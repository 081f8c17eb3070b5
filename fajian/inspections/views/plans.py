"""检查计划: the list, one plan with what is foreseen against it, its steps."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.inspections import actions
from fajian.inspections.foresight import warnings
from fajian.inspections.forms.plans import ApproveForm, DrawPlanForm, PlanFilter, PlanForm, ReasonForm
from fajian.inspections.forms.targets import FiledForm
from fajian.inspections.models import Plan, PlanTarget, Visit
from fajian.inspections.workflow import PLAN
from fajian.orgs import history

WAYS: dict[str, tuple[Any, Any, str, str]] = {
    "draw": (
        DrawPlanForm, actions.draw_plan, "名单先公布、后有种子；口令由两方以上交存。", "名单已准备，请另一方交存口令。",
    ),
    "take": (CommandForm, actions.take_drawn, "抽中的逐个列入计划，不能挑选。", "抽中的已列入。"),
    "submit": (CommandForm, actions.submit_plan, "报单位负责人批准；系统先列出预警。", "已报请批准。"),
    "approve": (ApproveForm, actions.approve_plan, "批准前请看预警。", "已批准。"),
    "return_": (ReasonForm, actions.return_plan, "退回后由拟制人修改。", "已退回。"),
    "file": (FiledForm, actions.file_plan, "备案以后可以合并为联合检查。", "已登记备案。"),
    "strike": (ReasonForm, actions.strike_plan, "作废的计划保留，不再实施。", "已作废。"),
}  # fmt: skip
WARNED = ("draft", "submitted")


def listing(request: HttpRequest) -> HttpResponse:
    """Plans in reach."""
    filters = PlanFilter(request.GET, user=request.user)
    rows = filters.narrowed(Plan.objects.visible_to(request.user)).select_related("unit")
    rows = rows.annotate(size=Count("targets", filter=Q(targets__left_out=False)))
    context = {"page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "inspections/plans.html", context)


def visible(request: HttpRequest, number: int) -> Plan:
    """The plan, or 404."""
    people = ("approved_by", "recorded_by", "edited_by", "submitted_by")
    rows = Plan.objects.visible_to(request.user).select_related("unit", "directory", *people)
    found: Plan = get_object_or_404(rows.defer("directory__lines", "directory__remarks"), pk=number)
    return found


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """One plan; what is foreseen against it stands on top until it is approved, and what was then stays with it."""
    row = visible(request, number)
    targets = row.targets.select_related("target").order_by("id")
    sent = Visit.objects.filter(plan=row, target=OuterRef("target")).exclude(state="struck").values("pk")[:1]
    context = {
        "row": row,
        "items": row.named_items(),
        "draw": row.draw,
        "warnings": warnings(row, timezone.localdate()) if row.state in WARNED else row.warned,
        "page": keyset(targets.annotate(sent=Subquery(sent)), request.GET, order=("id",)),
        "may": row.state == "draft" and "edit" in dict(steps(row, request.user)),
        "steps": steps(row, request.user),
        "roster": row.roster,
        "approved": row.state in ("approved", "filed"),
        "history": history.of(row),
    }
    return render(request, "inspections/plan.html", context)


def steps(row: Plan, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now; what leads on comes first."""
    draw = row.draw
    fits = {
        "draw": draw is None,
        "take": draw is not None and draw.state == "drawn" and row.drawn_id != draw.pk,
        "submit": draw is not None and row.drawn_id == draw.pk,
        "approve": not row.is_hand(user),
    }
    allowed = [(one.name, one.button) for one in PLAN.allowed(row.state, user.role) if fits.get(one.name, True)]
    return sorted(allowed, key=lambda one: one[0] in ("edit", "strike", "return_"))


def new(request: HttpRequest) -> HttpResponse:
    """拟制检查计划."""
    made = list[Plan]()

    def act(form: Any) -> str:
        said = {"unit": form.cleaned_data["unit"], "given": form.given, "items": list(form.cleaned_data["items"])}
        made.append(actions.draft_plan(by=request.user, **form.command, **said))
        return "检查计划已拟制，请抽取检查对象。"

    form, back = bound(request, PlanForm, user=request.user), reverse("inspections:plans")
    lead = "检查对象从成册的名录里公开抽取，列入后报单位负责人批准，再备案。"
    return step(
        request, form, act, back, title="拟制检查计划", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    back, lead = row.get_absolute_url(), f"{row}，{row.unit.name}"
    if name == "edit":
        return edit(request, row, button)
    kind, command, told, done = WAYS[name]

    def act(form: Any) -> str:
        given = getattr(form, "given", form.values)
        command(by=request.user, **form.command, plan=row, seen=form.version or 0, **given)
        return done

    foreseen = warnings(row, timezone.localdate()) if name in ("submit", "approve") else []
    facts = [(f"预警{place}", one) for place, one in enumerate(foreseen, 1)]
    return step(request, bound(request, kind, row=row), act, back, title=button, lead=lead, told=told, facts=facts)


def edit(request: HttpRequest, row: Plan, button: str) -> HttpResponse:
    """修改."""

    def act(form: Any) -> str:
        items = list(form.cleaned_data["items"])
        seen = form.version or 0
        actions.edit_plan(by=request.user, **form.command, plan=row, seen=seen, given=form.given, items=items)
        return "已修改。"

    form = bound(request, PlanForm, user=request.user, row=row)
    return step(request, form, act, row.get_absolute_url(), title=button, lead=f"{row}，{row.unit.name}")


def leave_out(request: HttpRequest, number: int) -> HttpResponse:
    """排除一个对象."""
    rows = PlanTarget.objects.visible_to(request.user).select_related("plan", "target")
    row: PlanTarget = get_object_or_404(rows.filter(left_out=False, plan__state="draft"), pk=number)

    def act(form: Any) -> str:
        actions.leave_out(by=request.user, **form.command, target=row, seen=form.version or 0, **form.values)
        return "已排除，理由保留。"

    form = bound(request, ReasonForm, row=row)
    return step(request, form, act, row.plan.get_absolute_url(), title="排除计划对象", lead=str(row))
