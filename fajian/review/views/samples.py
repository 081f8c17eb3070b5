"""抽中的案卷: how it was read, what its unit is told, the objection and the re-check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core import downloads, files
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, pressed, step
from fajian.ledgers.models import Entry
from fajian.orgs import history
from fajian.orgs.scope import AREA, domain_scope
from fajian.review import actions, papers
from fajian.review.forms.samples import ObjectionForm, RecheckForm
from fajian.review.models import Objection, Sample
from fajian.review.workflow import OPENED, SAMPLE, TOLD

ONCE = "每份案卷只能提一次。由没有评过这份案卷的人复核，复核后定案。"


def visible(request: HttpRequest, number: int) -> Sample:
    """The file, or 404."""
    rows = Sample.objects.visible_to(request.user).select_related("batch__unit", "batch__sampled", "unit")
    found: Sample = get_object_or_404(rows, pk=number)
    return found


def sample(request: HttpRequest, number: int) -> HttpResponse:
    """One file: for the office with its sheets once they are in, for the unit what it is told."""
    row = visible(request, number)
    user: Any = request.user
    watching = user.role in AREA and domain_scope(user).covers(row.batch.unit_path)
    sheets = list(row.sheets.select_related("reviewer__unit").order_by("place", "pk")) if watching else []
    free = {1, 2, *([3] if row.state == "third" else [])} - {one.place for one in sheets if one.is_standing}
    context = {
        "sample": row,
        "batch": row.batch,
        "standard": row.batch.standard,
        "sheets": sheets,
        "opened": row.state in OPENED,
        "given": [one for one in sheets if one.state == "submitted"],
        "compared": papers.compared(row, sheets) if watching and row.state in OPENED else (),
        "told": row.state in TOLD,
        "objection": Objection.objects.filter(sample=row).select_related("file", "answered_by").first(),
        "may": {one.name for one in SAMPLE.allowed(row.state, user.role)},
        "leads": watching and user.role == "supervisor",
        "free": bool(free) and row.state in ("assigned", "third"),
        "read_it": any(user.is_person(one.reviewer) for one in sheets),
        "entries": Entry.objects.visible_to(user)
        .filter(source__startswith=f"{row.source}:")
        .standing()
        .select_related("ledger"),
        "command": CommandForm(row=row, auto_id=False),
        # It tells who handed in which sheet: not the unit's business.
        "history": history.of(row) if watching else (),
    }
    return render(request, "review/sample.html", context)


def supply(request: HttpRequest, number: int) -> HttpResponse:
    """补派评查员."""
    row = visible(request, number)
    actions.supply(by=request.user, **pressed(request, row), sample=row)
    messages.success(request, "已补派评查员，并通知本人。")
    return redirect(row)


def accept(request: HttpRequest, number: int) -> HttpResponse:
    """没有异议."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    actions.accept(by=request.user, **form.command, sample=row, seen=form.version or 0)
    messages.success(request, "已确认没有异议，问题已列入整改台账。" if row.problems else "已确认没有异议。")
    return redirect(row)


def object_to(request: HttpRequest, number: int) -> HttpResponse:
    """提出异议."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.object_to(by=request.user, **form.command, sample=row, seen=form.version or 0, **form.values)
        return "异议已提出，等待复核。"

    form = bound(request, ObjectionForm, row=row)
    return step(request, form, act, row.get_absolute_url(), title="提出异议", lead=row.title, told=ONCE)


def recheck(request: HttpRequest, number: int) -> HttpResponse:
    """复核异议."""
    row = visible(request, number)
    if row.state != "objected":
        raise Http404

    def act(form: Any) -> str:
        actions.recheck(by=request.user, **form.command, sample=row, seen=form.version or 0, **form.values)
        return "已复核定案，并通知单位。"

    form = bound(request, RecheckForm, row=row)
    facts = [("单位的异议", row.objection.reason), ("原评定", f"{row.score}分，{row.grade}")]
    return step(request, form, act, row.get_absolute_url(), title="复核异议", lead=row.title, facts=facts)


def paper(request: HttpRequest, number: int) -> FileResponse:
    """What the unit brought forward with its objection."""
    found = Objection.objects.filter(sample=visible(request, number)).select_related("file").first()
    if found is None or found.file is None:
        raise Http404
    return files.download(found.file)


def notice(request: HttpRequest, number: int, unit: int) -> HttpResponse:
    """评查情况反馈书: what one unit is told of a batch, as a document."""
    rows = Sample.objects.visible_to(request.user).filter(batch=number, unit=unit, state__in=TOLD)
    found = list(rows.select_related("batch__unit", "unit").order_by("pk"))
    if not found:
        raise Http404
    today = timezone.localdate()
    return downloads.document(f"案卷评查反馈书 {found[0].unit.name}", papers.notice(found), today)
