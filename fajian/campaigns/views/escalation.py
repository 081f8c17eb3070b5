"""催报: what was sent, proposals and what is decided on them, the ladder of a campaign, its dry run."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions, trials
from fajian.campaigns.forms.elements import YamlForm
from fajian.campaigns.forms.escalation import (
    DeclineForm,
    DryRunForm,
    LadderForm,
    NoteForm,
    NudgeFilter,
    PostponeForm,
)
from fajian.campaigns.ladders import LADDERS, default, read_text, write_text
from fajian.campaigns.models import Campaign, Ladder, Nudge, Proposal
from fajian.campaigns.models.escalation import policies
from fajian.campaigns.views import campaigns
from fajian.campaigns.workflow import PROPOSAL
from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.scope import domain_scope

THINGS = ("duty", "problem__entry__ledger", "unit", "campaign")


def nudges(request: HttpRequest) -> HttpResponse:
    """What was sent to whom, newest first."""
    filters = NudgeFilter(request.GET, user=request.user)
    rows = Nudge.objects.visible_to(request.user).told().select_related(*THINGS)
    page = keyset(filters.narrowed(rows), request.GET)
    return render(request, "campaigns/nudges.html", {"page": page, "filters": filters, "asked": filters.asked})


def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals of the office, those to be decided first on their own page."""
    today = timezone.localdate()
    everything = "all" in request.GET
    rows = Proposal.objects.visible_to(request.user).select_related("about", "campaign")
    page = keyset(rows if everything else rows.waiting(today), request.GET)
    return render(request, "campaigns/proposed.html", {"page": page, "everything": everything})


def visible(request: HttpRequest, number: int) -> Proposal:
    """The proposal, or 404."""
    rows = Proposal.objects.visible_to(request.user).select_related("about", "campaign", "unit", "decided_by")
    found: Proposal = get_object_or_404(rows, pk=number)
    return found


def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: Proposal, wrong: CommandForm | None = None) -> HttpResponse:
    """The proposal's page; `wrong` is a form that could not be carried out, shown as it was sent."""
    user: Any = request.user
    may = {step.name for step in PROPOSAL.allowed(row.state, user.role)} if _leads(user, row) else set()
    context = {
        "proposal": row,
        "nudges": row.nudges.select_related(*THINGS).order_by("due_on", "pk"),
        "before": Nudge.objects.told()
        .filter(campaign=row.campaign, unit=row.about)
        .exclude(proposal=row)
        .select_related(*THINGS)
        .order_by("-pk")[:20],
        "may": may,
        "accept": wrong if isinstance(wrong, NoteForm) else NoteForm(row=row, auto_id="accept_%s"),
        "decline": wrong if isinstance(wrong, DeclineForm) else DeclineForm(row=row, auto_id="decline_%s"),
        "postpone": wrong if isinstance(wrong, PostponeForm) else PostponeForm(row=row, auto_id="postpone_%s"),
        "form": wrong,
        "history": history.of(row),
    }
    return render(request, "campaigns/proposal.html", context, status=422 if wrong else 200)


def _leads(user: Any, row: Proposal) -> bool:
    return domain_scope(user).covers(row.unit_path)


def accept(request: HttpRequest, number: int) -> HttpResponse:
    """采纳."""
    row = visible(request, number)
    return _decided(request, row, NoteForm(request.POST, row=row, auto_id="accept_%s"), actions.accept_proposal)


def decline(request: HttpRequest, number: int) -> HttpResponse:
    """不采纳."""
    row = visible(request, number)
    return _decided(request, row, DeclineForm(request.POST, row=row, auto_id="decline_%s"), actions.decline_proposal)


def postpone(request: HttpRequest, number: int) -> HttpResponse:
    """暂缓."""
    row = visible(request, number)
    return _decided(request, row, PostponeForm(request.POST, row=row, auto_id="postpone_%s"), actions.postpone_proposal)


def _decided(request: HttpRequest, row: Proposal, form: CommandForm, action: Any) -> HttpResponse:
    if form.is_valid():
        with errors_in(form):
            done = action(by=request.user, **form.command, proposal=row, seen=form.version or 0, **form.values)
            messages.success(request, f"“{row}”{done.state_word}。")
            return redirect(row)
    return page(request, row, form)


# ── the ladder of a campaign ─────────────────────────────────────────────────────────────────────────────────────────


def ladder(request: HttpRequest, number: int) -> HttpResponse:
    """The ladder a campaign is under, its versions, and the form that changes it."""
    row = campaigns.visible(request, number)
    user: Any = request.user
    versions = list(Ladder.objects.filter(campaign=row).select_related("recorded_by"))
    now = versions[0].policy if versions else default()
    form = LadderForm(request.POST or None, now=now)
    form.fields["seen"].initial = len(versions)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.set_ladder(by=user, **form.command, campaign=row, seen=form.version or 0, policy=form.policy)
            messages.success(request, "催报阶梯已调整，自下一次催报起生效。")
            return redirect("campaigns:ladder", row.pk)
    context = {
        "campaign": row,
        "policy": now,
        "ladders": [(LADDERS[name], rungs) for name, rungs in now.ladders],
        "versions": versions,
        "leads": user.role == "supervisor" and domain_scope(user).covers(row.unit_path),
        "form": form,
    }
    return render(request, "campaigns/ladder.html", context, status=422 if form.errors else 200)


def ladder_yaml(request: HttpRequest, number: int) -> HttpResponse:
    """The ladder as YAML: everything about it may be changed there, and a file uploaded; read by who may not."""
    row = campaigns.visible(request, number)
    user: Any = request.user
    versions = Ladder.objects.filter(campaign=row).count()
    text = write_text(policies([row.pk])[row.pk])
    form = YamlForm(request.POST or None, request.FILES or None, initial={"text": text, "seen": versions})
    form.fields["seen"].initial = versions
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            policy = read_text(form.given)
            actions.set_ladder(by=user, **form.command, campaign=row, seen=form.version or 0, policy=policy)
            messages.success(request, "催报阶梯已调整，自下一次催报起生效。")
            return redirect("campaigns:ladder", row.pk)
    leads = user.role == "supervisor" and domain_scope(user).covers(row.unit_path)
    context = {"campaign": row, "form": form, "leads": leads, "text": text}
    return render(request, "campaigns/ladder_yaml.html", context, status=422 if form.errors else 200)


def led(request: HttpRequest, number: int) -> Campaign:
    """The campaign, or 404 for an office that does not lead it: the trial reads the rows of all its units."""
    row = campaigns.visible(request, number)
    if not domain_scope(request.user).covers(row.unit_path):
        raise Http404
    return row


def dry_run(request: HttpRequest, number: int) -> HttpResponse:
    """What a ladder would have sent in the past, beside what the present one would have."""
    row, today = led(request, number), timezone.localdate()
    now = policies([row.pk])[row.pk]
    first = {"start": row.from_on or timezone.localdate(row.recorded_at), "end": today}
    asked = "start" in request.GET
    form = DryRunForm(request.GET if asked else None, now=now, initial=first)
    context: dict[str, Any] = {"campaign": row, "form": form}
    if asked and form.is_valid():
        given = form.cleaned_data
        context["result"] = trials.compared(row, now, form.policy, given["start"], given["end"])
    return render(request, "campaigns/dry_run.html", context, status=422 if form.errors else 200)
