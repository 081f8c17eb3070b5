"""常态化报送: those of a campaign, a new one, one with its periods, the steps."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.forms.standing import EndForm, StandingForm
from fajian.campaigns.models import Duty, Standing
from fajian.campaigns.periods import opens_on, upcoming
from fajian.campaigns.views import campaigns
from fajian.campaigns.workflow import OWED, STANDING
from fajian.core.forms import CommandForm, errors_in
from fajian.engine.law.calendar import Calendar
from fajian.orgs import history
from fajian.orgs.scope import domain_scope

COMING = 4  # periods shown ahead


def index(request: HttpRequest, number: int) -> HttpResponse:
    """The standing duties of a campaign."""
    row, user = campaigns.visible(request, number), request.user
    rows = Standing.objects.filter(campaign=row).prefetch_related("units__unit")
    leads = _leads(user, row.unit_path)
    return render(request, "campaigns/standings.html", {"campaign": row, "rows": rows, "leads": leads})


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Set one."""
    row = campaigns.visible(request, number)
    form = StandingForm(request.POST or None, campaign=row, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            done = actions.set_standing(by=request.user, **form.command, campaign=row, **form.values)
            messages.success(request, f"“{done}”已设置，到下达的那天由系统自动下达。")
            return redirect(done)
    context = {"campaign": row, "form": form, "leads": _leads(request.user, row.unit_path)}
    return render(request, "campaigns/standing_new.html", context, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> Standing:
    """The standing duty, or 404."""
    rows = Standing.objects.visible_to(request.user).select_related("campaign", "unit")
    found: Standing = get_object_or_404(rows, pk=number)
    return found


def standing(request: HttpRequest, number: int) -> HttpResponse:
    """One standing duty."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: Standing, wrong: CommandForm | None = None) -> HttpResponse:
    """Its page: the rule, the periods opened so far with what came, those to come."""
    user: Any = request.user
    today = timezone.localdate()
    own = Duty.objects.visible_to(user).filter(standing=row).order_by()
    late = Count("pk", filter=Q(state__in=OWED, due_on__lt=today))
    opened = own.values("due_on").annotate(n=Count("pk"), came=Count("pk", filter=~Q(state__in=OWED)), late=late)
    context = {
        "standing": row,
        "units": [one.unit for one in row.units.select_related("unit")],
        "opened": [one | {"href": _rows(row, one["due_on"])} for one in opened.order_by("-due_on")],
        "coming": _coming(row, today),
        "may": {step.name for step in STANDING.allowed(row.state, user.role)} if _leads(user, row.unit_path) else set(),
        "command": CommandForm(row=row, auto_id=False),
        "end": wrong if isinstance(wrong, EndForm) else EndForm(row=row),
        "form": wrong,
        "history": history.of(row),
    }
    return render(request, "campaigns/standing.html", context, status=422 if wrong else 200)


def _rows(row: Standing, day: dt.date) -> str:
    """The list of the duties of one period."""
    return f"{reverse('campaigns:duties')}?{urlencode({'standing': row.pk, 'day': day.isoformat()})}"


def _coming(row: Standing, today: dt.date) -> list[tuple[dt.date, str, dt.date]]:
    """(last day, which period, when it is opened) of the next periods; none where none is opened any more."""
    if row.state != "active":
        return []
    opened = set(Duty.objects.filter(standing=row).order_by().values_list("due_on", flat=True))
    ahead = upcoming(row.every, row.words, max(row.opens_from, today), row.to_on, COMING + len(opened))
    fresh = [(due_on, label) for due_on, label in ahead if due_on not in opened][:COMING]
    return [(due_on, label, opens_on(due_on, row.open_before, Calendar.seeded())) for due_on, label in fresh]


def _leads(user: Any, path: str) -> bool:
    return user.role == "supervisor" and domain_scope(user).covers(path)


def pause(request: HttpRequest, number: int) -> HttpResponse:
    """暂停."""
    row = visible(request, number)
    return _stepped(request, row, CommandForm(request.POST, row=row), actions.pause_standing)


def resume(request: HttpRequest, number: int) -> HttpResponse:
    """恢复."""
    row = visible(request, number)
    return _stepped(request, row, CommandForm(request.POST, row=row), actions.resume_standing)


def end(request: HttpRequest, number: int) -> HttpResponse:
    """终止."""
    row = visible(request, number)
    return _stepped(request, row, EndForm(request.POST, row=row), actions.end_standing)


def _stepped(request: HttpRequest, row: Standing, form: CommandForm, action: Any) -> HttpResponse:
    if form.is_valid():
        with errors_in(form):
            done = action(by=request.user, **form.command, standing=row, seen=form.version or 0, **form.values)
            messages.success(request, f"“{done}”{done.state_word}。")
            return redirect(done)
    return page(request, row, form)
