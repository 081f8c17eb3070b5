"""报送义务: the list by day, one duty with its versions, the steps of the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions, rates
from fajian.campaigns.actions.shared import approvers
from fajian.campaigns.contents import content, digest_of
from fajian.campaigns.forms import BackForm, DemandForm, DraftForm, DutyFilter, ReturnForm, SeenForm, UnlockForm
from fajian.campaigns.lights import light, soon
from fajian.campaigns.models import Draft, Duty
from fajian.campaigns.models.duties import DutyQuerySet
from fajian.campaigns.workflow import DUTY, OWED, TAKEN
from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.engine.law.calendar import Calendar
from fajian.engine.story.duties import day_hint
from fajian.ledgers.selection import count_each
from fajian.orgs import history
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope


def index(request: HttpRequest) -> HttpResponse:
    """Duties in reach, first due first."""
    today = timezone.localdate()
    nearly = soon(today)
    filters = DutyFilter(asked_for(request), user=request.user)
    rows = Duty.objects.visible_to(request.user).select_related("unit", "campaign").defer("quote", "nil_quote")
    page = keyset(narrowed(request, rows, filters, nearly), request.GET, order=("order_on", "id"))
    context = {
        "page": page,
        "filters": filters,
        "rows": [(row, *light(row.state_on(today), row.due_on, row.handed_in_at, today, nearly)) for row in page.rows],
        "own": role(request) in UNIT,
        "asked": bool(filters.changed_data),
        "owed": filters.query.get("state") == "owed",
    }
    return render(request, "campaigns/duties.html", context)


def asked_for(request: HttpRequest) -> QueryDict:
    """The filters of the address; a unit that asks for nothing is shown what it owes."""
    if role(request) not in UNIT or set(request.GET) - {"before", "after"}:
        return request.GET
    query = request.GET.copy()
    query["state"] = "owed"
    return query


def role(request: HttpRequest) -> str:
    """The user's; who is not logged in never comes here."""
    user: Any = request.user
    return str(user.role)


def narrowed(request: HttpRequest, rows: DutyQuerySet, filters: DutyFilter, nearly: Any) -> DutyQuerySet:
    """The rows the filters leave."""
    query, today = filters.query, timezone.localdate()
    if campaign := query.get("campaign"):
        rows = rows.filter(campaign=campaign)
    if unit := query.get("unit"):
        rows = rows.of_subtree(unit.path)
    if standing := query.get("standing"):
        rows = rows.filter(standing=standing)
    if day := query.get("day"):
        rows = rows.filter(due_on=day)
    if filters.month is not None:
        rows = rates.of_period(rows, filters.month)
    match query.get("state"):
        case "owed":
            return rows.owed()
        case "late":
            return rows.late(today)
        case "soon":
            return rows.owed().filter(due_on__range=(today, nearly))
        case "taken":
            return rows.filter(state__in=TAKEN)
        case "to_approve":
            waiting = Draft.objects.visible_to(request.user).filter(state="submitted")
            return rows.filter(pk__in=waiting.values("duty"))
        case "" | None:
            return rows
        case state if state in DUTY.states:
            return rows.standing_in(state, today)
        case state:
            return rates.counted_as(rows, state, today)


def visible(request: HttpRequest, number: int) -> Duty:
    """The duty, or 404."""
    rows = Duty.objects.visible_to(request.user).select_related("unit", "campaign__unit", "locked_by")
    found: Duty = get_object_or_404(rows, pk=number)
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
    may = allowed(request, row)
    context = {
        "duty": row,
        "state": row.state_on(today),
        "light": light(row.state_on(today), row.due_on, row.handed_in_at, today, soon(today)),
        "hint": day_hint(row.due_on, Calendar.seeded()) if coming else "",
        "ledgers": [(ledger, counted[ledger.pk]) for ledger in own],
        "returns": row.returns.select_related("file", "proof", "recorded_by", "answered_by", "approved_by").order_by(
            "-number"
        ),
        "may": may,
        "command": CommandForm(row=row, auto_id=False),
        "form": wrong,
        "history": history.of(row),
        **(of_unit(request, row, wrong) if may & {"hand_in", "again"} else {}),
        **of_office(row, wrong),
    }
    return render(request, "campaigns/duty.html", context, status=422 if wrong else 200)


def of_unit(request: HttpRequest, row: Duty, wrong: CommandForm | None) -> dict[str, Any]:
    """What the unit's people see beside: the draft, its forms, who may approve it."""
    user: Any = request.user
    drafts = Draft.objects.visible_to(user).select_related("file", "proof", "written_by", "approved_by", "unit")
    draft = drafts.filter(duty=row).first()
    if draft is not None:
        draft.duty = row
    state = draft.state if draft else ""
    leads = user.role == "unit_leader" and user.unit_id == row.unit_id
    written = wrong if isinstance(wrong, DraftForm) else None
    nil = written is not None and bool(written.data.get("nil"))
    shown: dict[str, Any] = {
        "draft": draft,
        "approves": leads and state == "submitted" and draft is not None and not user.is_person(draft.written_by),
        "changed": state == "approved" and draft is not None and digest_of(content(draft)) != draft.digest,
        "no_leader": bool(row.approval) and not approvers(row.unit_id),
        "write": written if written and not nil else DraftForm(row=row, kept=draft),
        "back": wrong if isinstance(wrong, BackForm) else BackForm(row=row, kept=draft, auto_id="back_%s"),
        "seen_draft": SeenForm(row=row, kept=draft, auto_id=False),
    }
    if row.nil != "never":
        shown["write_nil"] = written if nil else DraftForm(row=row, kept=draft, nil=True)
    return shown


def of_office(row: Duty, wrong: CommandForm | None) -> dict[str, Any]:
    """The forms of the office."""
    return {
        "return_": wrong if isinstance(wrong, ReturnForm) else ReturnForm(row=row, auto_id="return_%s"),
        "unlock": wrong if isinstance(wrong, UnlockForm) else UnlockForm(row=row, auto_id="unlock_%s"),
        "demand": wrong if isinstance(wrong, DemandForm) else DemandForm(row=row),
    }


def allowed(request: HttpRequest, row: Duty) -> set[str]:
    """Names of the steps this user may take on this duty as of today."""
    state = row.state_on(timezone.localdate())
    steps = {step.name for step in DUTY.allowed(state, role(request))}
    if role(request) == "supervisor":
        if not domain_scope(request.user).covers(row.campaign.unit_path):
            return set()
        return steps | ({"demand"} if state in OWED else set())
    return steps if row.comes_again else steps - {"again"}


# ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def step(request: HttpRequest, row: Duty, form: CommandForm, action: Callable[..., Any], said: str) -> HttpResponse:
    """Carry one step out, or show what is wrong with it."""
    if form.is_valid():
        with errors_in(form):
            action(by=request.user, **form.command, duty=row, seen=form.version or 0, **form.values)
            messages.success(request, said)
            return redirect(row)
    return page(request, row, form)


def receive(request: HttpRequest, number: int) -> HttpResponse:
    """收讫."""
    row = visible(request, number)
    return step(request, row, CommandForm(request.POST, row=row), actions.receive, f"“{row.what}”已收讫。")


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回."""
    row = visible(request, number)
    form = ReturnForm(request.POST, row=row, auto_id="return_%s")
    return step(request, row, form, actions.return_, f"“{row.what}”已退回。")


def lock(request: HttpRequest, number: int) -> HttpResponse:
    """核准并锁定."""
    row = visible(request, number)
    return step(request, row, CommandForm(request.POST, row=row), actions.lock, f"“{row.what}”已核准并锁定。")


def unlock(request: HttpRequest, number: int) -> HttpResponse:
    """例外解锁."""
    row = visible(request, number)
    form = UnlockForm(request.POST, row=row, auto_id="unlock_%s")
    return step(request, row, form, actions.unlock, f"“{row.what}”已解锁，到期自动恢复锁定。")


def demand(request: HttpRequest, number: int) -> HttpResponse:
    """设定报送要求."""
    row = visible(request, number)
    return step(request, row, DemandForm(request.POST, row=row), actions.demand, f"“{row.what}”的报送要求已改。")
