"""回头看: begun from an earlier campaign or a workbook, each problem judged and confirmed, handed out as the annex."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions, lookback_sheet, past
from fajian.campaigns.forms.lookbacks import JudgeForm, LookBackForm, OverruleForm, PastFilter, ReturnPastForm
from fajian.campaigns.models import Campaign, LookBack, PastProblem
from fajian.campaigns.overview import units_of
from fajian.campaigns.views.campaigns import visible as visible_campaign
from fajian.campaigns.views.steps import Counted, counts
from fajian.campaigns.workflow import LOOK_BACK, UNJUDGED
from fajian.core import files
from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.ledgers.views.lists import attached
from fajian.orgs import history
from fajian.orgs.scope import domain_scope

SHOWN = 20  # rows and faults of a workbook looked at before it is taken


def begin(request: HttpRequest, number: int) -> HttpResponse:
    """开展回头看: a form; for a workbook what it holds is shown before anything is taken."""
    campaign = visible_campaign(request, number)
    units, user = units_of(campaign, request.user), request.user
    earlier = Campaign.objects.visible_to(user).exclude(pk=campaign.pk)
    form = LookBackForm(request.POST or None, request.FILES or None, campaign=campaign, units=units, earlier=earlier)
    taken: past.Taken | None = None
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given: dict[str, Any] = {
                name: form.cleaned_data[name] for name in ("spec_code", "title", "due_on", "earlier")
            }
            if form.received is not None:
                taken = past.workbook(form.received, given["spec_code"], units, form.cleaned_data["fallback"])
                given |= {"received": form.received, "rows": taken.rows}
            if taken is None or (taken.is_whole and "take" in request.POST):
                made = actions.look_back(by=user, **form.command, campaign=campaign, **given)
                messages.success(request, f"已列入 {made.problems.count()} 个上年问题，各单位收到检视提醒。")
                return redirect(made)
    context = {"form": form, "campaign": campaign, "taken": taken, "shown": taken.rows[:SHOWN] if taken else (),
               "faults": taken.faults[:SHOWN] if taken else ()}  # fmt: skip
    return render(request, "campaigns/look_back_new.html", context, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> LookBack:
    """The look-back, or 404."""
    rows = LookBack.objects.visible_to(request.user).select_related("campaign", "unit", "earlier", "file")
    found: LookBack = get_object_or_404(rows, pk=number)
    return found


def look_back(request: HttpRequest, number: int) -> HttpResponse:
    """How far each unit is, and the problems."""
    row = visible(request, number)
    units = units_of(row.campaign, request.user)
    filters = PastFilter(request.GET, units=units)
    rows = filters.narrow(PastProblem.objects.visible_to(request.user).filter(look_back=row))
    page = keyset(rows.select_related("unit", "opened", "entry__ledger"), request.GET, order=("number",))
    context = {
        "look_back": row,
        "page": page,
        "filters": filters,
        "asked": bool(filters.query),
        "progress": progress(row, request.user, {unit.pk: unit.name for unit in units}),
        "query": f"?{request.GET.urlencode()}" if filters.query else "",
        "history": history.of(row),
    }
    return render(request, "campaigns/look_back.html", context)


COUNTED: Counted = (
    ("上年问题", "total", {}), ("已检视", "judged", {"state": "seen"}), ("已确认", "confirmed", {"state": "confirmed"}),
    ("已整改", "done", {"state": "confirmed", "verdict": "done"}),
    ("未完成", "undone", {"state": "confirmed", "verdict": "undone"}),
    ("反弹", "relapsed", {"state": "confirmed", "verdict": "relapsed"}),
)  # fmt: skip


def progress(row: LookBack, user: Any, names: dict[int, str]) -> list[dict[str, Any]]:
    """Of each unit: how many problems, how many judged and confirmed, with which verdict."""
    counted = (
        PastProblem.objects.visible_to(user)
        .filter(look_back=row)
        .order_by("unit_path")
        .values("unit", "unit_path")
        .annotate(
            total=Count("pk"),
            judged=Count("pk", filter=~Q(state__in=UNJUDGED)),
            confirmed=Count("pk", filter=Q(state="confirmed")),
            done=Count("pk", filter=Q(state="confirmed", verdict="done")),
            undone=Count("pk", filter=Q(state="confirmed", verdict="undone")),
            relapsed=Count("pk", filter=Q(state="confirmed", verdict="relapsed")),
        )
    )
    return [{"unit": one["unit"], "name": names.get(one["unit"], ""), "cells": counts(one, COUNTED)} for one in counted]


def export(request: HttpRequest, number: int) -> HttpResponse:
    """What the page lists, all of it, as the annex."""
    row = visible(request, number)
    user: Any = request.user
    filters = PastFilter(request.GET, units=units_of(row.campaign, user))
    rows = filters.narrow(PastProblem.objects.visible_to(user).filter(look_back=row)).order_by("number")
    listed = list(rows.select_related("unit", "opened__rectification", "entry__ledger"))
    names = {one.unit.name for one in listed}
    unit = names.pop() if len(names) == 1 else f"{user.unit.name}（汇总 {len(names)} 个单位）"
    return attached(*lookback_sheet.export(row, listed, today=timezone.localdate(), unit=unit))


def original(request: HttpRequest, number: int) -> FileResponse:
    """The workbook it was read from; for those who see all of it."""
    row = visible(request, number)
    if row.file is None or not domain_scope(request.user).covers(row.unit_path):
        raise Http404
    return files.download(row.file)


# ── one problem ──────────────────────────────────────────────────────────────────────────────────────────────────────


def visible_past(request: HttpRequest, number: int) -> PastProblem:
    """The problem, or 404."""
    rows = PastProblem.objects.visible_to(request.user).select_related(
        "look_back__campaign", "unit", "entry__ledger", "opened__ledger", "opened__rectification", "proof", "judged_by",
        "confirmed_by",
    )  # fmt: skip
    found: PastProblem = get_object_or_404(rows, pk=number)
    return found


def problem(request: HttpRequest, number: int) -> HttpResponse:
    """One problem of an earlier year."""
    return page(request, visible_past(request, number))


def page(request: HttpRequest, row: PastProblem, wrong: Any = None) -> HttpResponse:
    """Its page; `wrong` is a form that could not be carried out, shown as it was sent."""
    spec = row.look_back.spec
    may = allowed(request, row)
    context = {
        "row": row,
        "look_back": row.look_back,
        "facts": [(column.label, row.data[column.name]) for column in spec.columns if row.data.get(column.name)],
        "may": may,
        "judge": wrong if type(wrong) is JudgeForm else JudgeForm(row=row),
        "overrule": wrong if type(wrong) is OverruleForm else OverruleForm(row=row, auto_id="overrule_%s"),
        "overruling": type(wrong) is OverruleForm,
        "return_": wrong if type(wrong) is ReturnPastForm else ReturnPastForm(row=row, auto_id="return_%s"),
        "command": CommandForm(row=row, auto_id=False),
        "form": wrong,
        "history": history.of(row),
    }
    return render(request, "campaigns/past.html", context, status=422 if wrong else 200)


def allowed(request: HttpRequest, row: PastProblem) -> set[str]:
    """Names of the steps this user may take."""
    user: Any = request.user
    steps = {step.name for step in LOOK_BACK.allowed(row.state, user.role)}
    if user.role == "supervisor" and not domain_scope(user).covers(row.look_back.unit_path):
        return set()
    return steps


def step(request: HttpRequest, number: int, make: Any, act: Any, done: str) -> HttpResponse:
    """Carry one step out, then on to the next problem that waits for this user, or back to the list."""
    row = visible_past(request, number)
    form = make(request.POST, request.FILES or None, row=row)
    if form.is_valid():
        with errors_in(form):
            act(row, form)
            messages.success(request, f"第{row.number}号{done}")
            return redirect(row.look_back)
    return page(request, row, form)


def judge(request: HttpRequest, number: int) -> HttpResponse:
    """检视."""

    def act(row: PastProblem, form: Any) -> None:
        actions.judge(
            by=request.user, **form.command, problem=row, seen=form.version or 0, judgement=form.judgement,
            received=form.cleaned_data["received"],
        )  # fmt: skip

    return step(request, number, JudgeForm, act, "已检视，等待确认。")


def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """确认."""

    def act(row: PastProblem, form: Any) -> None:
        actions.confirm_past(by=request.user, **form.command, problem=row, seen=form.version or 0)

    return step(request, number, CommandForm, act, "已确认。")


def return_past(request: HttpRequest, number: int) -> HttpResponse:
    """退回."""

    def act(row: PastProblem, form: Any) -> None:
        reason = form.cleaned_data["reason"]
        actions.return_past(by=request.user, **form.command, problem=row, seen=form.version or 0, reason=reason)

    return step(request, number, ReturnPastForm, act, "已退回。")


def overrule(request: HttpRequest, number: int) -> HttpResponse:
    """更改认定."""

    def act(row: PastProblem, form: Any) -> None:
        actions.overrule_past(
            by=request.user, **form.command, problem=row, seen=form.version or 0, judgement=form.judgement,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    return step(request, number, OverruleForm, act, "认定已更改并确认。")


def proof(request: HttpRequest, number: int) -> FileResponse:
    """The proof of today."""
    row = visible_past(request, number)
    if row.proof is None:
        raise Http404
    return files.download(row.proof)
