"""报送义务: the list by day, one duty with what was handed in, the steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.actions.shared import UNIT
from fajian.campaigns.forms import DutyFilter, HandInForm, ReturnForm
from fajian.campaigns.lights import light, soon
from fajian.campaigns.models import Duty, Return
from fajian.campaigns.workflow import DUTY
from fajian.core import files
from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.engine.law.calendar import Calendar
from fajian.engine.story.duties import day_hint
from fajian.ledgers.selection import count_each
from fajian.orgs import history
from fajian.orgs.scope import domain_scope


def index(request: HttpRequest) -> HttpResponse:
    """Duties in reach, first due first."""
    today = timezone.localdate()
    nearly = soon(today)
    filters = DutyFilter(request.GET, user=request.user)
    rows = Duty.objects.visible_to(request.user).select_related("unit", "campaign").defer("quote")
    page = keyset(narrowed(rows, filters.query, today, nearly), request.GET, order=("order_on", "id"))
    context = {
        "page": page,
        "filters": filters,
        "rows": [(row, *light(row.state, row.due_on, row.handed_in_at, today, nearly)) for row in page.rows],
        "own": role(request) in UNIT,
        "asked": bool(filters.changed_data),
    }
    return render(request, "campaigns/duties.html", context)


def role(request: HttpRequest) -> str:
    """The user's; who is not logged in never comes here."""
    user: Any = request.user
    return str(user.role)


def narrowed(rows: QuerySet[Duty], query: dict[str, Any], today: Any, nearly: Any) -> QuerySet[Duty]:
    """The rows the filters leave."""
    if campaign := query.get("campaign"):
        rows = rows.filter(campaign=campaign)
    if unit := query.get("unit"):
        rows = rows.of_subtree(unit.path)  # type: ignore[attr-defined]
    match query.get("state"):
        case "owed":
            return rows.owed()  # type: ignore[attr-defined,no-any-return]
        case "late":
            return rows.late(today)  # type: ignore[attr-defined,no-any-return]
        case "soon":
            return rows.owed().filter(due_on__range=(today, nearly))  # type: ignore[attr-defined,no-any-return]
        case "":
            return rows
        case None:
            return rows
        case state:
            return rows.filter(state=state)


def visible(request: HttpRequest, number: int) -> Duty:
    """The duty, or 404."""
    found: Duty = get_object_or_404(Duty.objects.visible_to(request.user).select_related("unit", "campaign"), pk=number)
    return found


def duty(request: HttpRequest, number: int) -> HttpResponse:
    """One duty."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: Duty, wrong: CommandForm | None = None) -> HttpResponse:
    """The duty's page; `wrong` is a form that could not be carried out, shown as it was sent."""
    today = timezone.localdate()
    own = actions.linked(row)
    counted = count_each(own, today)
    coming = row.due_on is not None and row.due_on >= today
    context = {
        "duty": row,
        "light": light(row.state, row.due_on, row.handed_in_at, today, soon(today)),
        "hint": day_hint(row.due_on, Calendar.seeded()) if coming else "",
        "ledgers": [(ledger, counted[ledger.pk]) for ledger in own],
        "returns": row.returns.select_related("file", "recorded_by", "answered_by").order_by("-number"),
        "may": allowed(request, row),
        "hand_in": wrong if isinstance(wrong, HandInForm) else HandInForm(row=row),
        "return_": wrong if isinstance(wrong, ReturnForm) else ReturnForm(row=row, auto_id="return_%s"),
        "command": CommandForm(row=row, auto_id=False),
        "form": wrong,
        "history": history.of(row),
    }
    return render(request, "campaigns/duty.html", context, status=422 if wrong else 200)


def allowed(request: HttpRequest, row: Duty) -> set[str]:
    """Names of the steps this user may take on this duty."""
    steps = {step.name for step in DUTY.allowed(row.state, role(request))}
    if role(request) == "supervisor" and not domain_scope(request.user).covers(row.campaign.unit_path):
        return set()
    return steps if row.comes_again else steps - {"again"}


def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """报送."""
    row = visible(request, number)
    form = HandInForm(request.POST, request.FILES, row=row)
    if form.is_valid():
        with errors_in(form):
            actions.hand_in(by=request.user, **form.command, duty=row, seen=form.version or 0, **form.values)
            messages.success(request, f"“{row.what}”已报送，等待收讫。")
            return redirect(row)
    return page(request, row, form)


def receive(request: HttpRequest, number: int) -> HttpResponse:
    """收讫."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            actions.receive(by=request.user, **form.command, duty=row, seen=form.version or 0)
            messages.success(request, f"“{row.what}”已收讫。")
            return redirect(row)
    return page(request, row, form)


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回."""
    row = visible(request, number)
    form = ReturnForm(request.POST, row=row, auto_id="return_%s")
    if form.is_valid():
        with errors_in(form):
            actions.return_(by=request.user, **form.command, duty=row, seen=form.version or 0, **form.values)
            messages.success(request, f"“{row.what}”已退回。")
            return redirect(row)
    return page(request, row, form)


def attachment(request: HttpRequest, number: int) -> FileResponse:
    """The file of something handed in."""
    row: Return = get_object_or_404(Return.objects.visible_to(request.user).select_related("file"), pk=number)
    if row.file is None:
        raise Http404
    return files.download(row.file)
