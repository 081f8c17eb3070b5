"""月度固化: frozen, looked at against now, taken away, verified; and the numbers units declare."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Declaration, Snapshot
from fajian.campaigns.views.campaigns import visible
from fajian.core import checkpoints
from fajian.core.downloads import XLSX, download
from fajian.core.forms import errors_in
from fajian.engine.faults import InputError
from fajian.reporting import annex, counters, frozen, verification
from fajian.reporting.forms import DeclareForm, FreezeForm, VerifyForm
from fajian.reporting.measures import MEASURES, month_of

SHOWN = ("problems", "new", "closed_now", "closed", "open", "overdue")
DECLARED = 200  # declarations listed, newest first


def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """固化: read what there is now, keep it."""
    row, today = visible(request, number), timezone.localdate()
    form = FreezeForm(request.POST or None, campaign=row, today=today)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            read = frozen.contents(row, request.user, month_of(form.month_on, today))
            made = actions.freeze(
                by=request.user,
                **form.command,
                campaign=row,
                month_on=form.month_on,
                as_of=today,
                contents={unit: content.to_json() for unit, content in read.items()},
                reason=form.cleaned_data["reason"],
            )
            checkpoints.keep(checkpoints.parse(made.checkpoint)[0], settings.FAJIAN_CHECKPOINTS)
            messages.success(request, f"{made}已固化，摘要 {made.digest[:16]}…")
            return redirect(made)
    return render(request, "reporting/freeze.html", {"campaign": row, "form": form}, status=422 if form.errors else 200)


def visible_snapshot(request: HttpRequest, number: int) -> Snapshot:
    """The frozen month, or 404."""
    rows = Snapshot.objects.visible_to(request.user).select_related("campaign__unit", "campaign__document", "unit")
    found: Snapshot = get_object_or_404(rows, pk=number)
    return found


def snapshot(request: HttpRequest, number: int) -> HttpResponse:
    """What was reported, and what is otherwise now."""
    row = visible_snapshot(request, number)
    parts = list(row.parts.visible_to(request.user).select_related("unit"))
    told = [frozen.Content.of(part) for part in parts]
    span = month_of(row.month_on, timezone.localdate())
    context: dict[str, Any] = {"snapshot": row, "campaign": row.campaign, "reported": True}
    try:
        context["differences"] = frozen.differences(told, frozen.contents(row.campaign, request.user, span))
    except InputError as error:
        context["trouble"] = str(error)
    context["headings"] = [MEASURES[code].title for code in SHOWN]
    context["parts"] = [
        (part, content.name, [content.figures[code] for code in SHOWN])
        for part, content in zip(parts, told, strict=True)
    ]
    context["counters"] = [
        (counter, [(content.name, *content.counters.get(counter.code, (None, ""))) for content in told])
        for counter in counters.counters()
    ]
    context["versions"] = Snapshot.objects.visible_to(request.user).filter(
        campaign=row.campaign, month_on=row.month_on
    )  # fmt: skip
    return render(request, "reporting/snapshot.html", context)


def snapshot_file(request: HttpRequest, number: int) -> HttpResponse:
    """推进情况台账 of what the user may see of it."""
    row = visible_snapshot(request, number)
    parts = list(row.parts.visible_to(request.user).select_related("unit"))
    if not parts:
        raise Http404
    return download(*annex.write(row, parts), XLSX)


def verify(request: HttpRequest) -> HttpResponse:
    """核验 a digest or a workbook."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    verdict = None
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            verdict = _verdict(form, request.user)
    return render(
        request, "reporting/verify.html", {"form": form, "verdict": verdict}, status=422 if form.errors else 200
    )


def _verdict(form: VerifyForm, user: Any) -> verification.Verdict:
    upload = form.cleaned_data["file"]
    if not upload:
        return verification.of_digest(form.cleaned_data["digest"], user)
    with tempfile.TemporaryDirectory(prefix="fajian-verify-") as folder:
        place = Path(folder) / "台账.xlsx"
        with place.open("wb") as stream:
            for block in upload.chunks():
                stream.write(block)
        return verification.of_workbook(place, user)


def declare(request: HttpRequest, number: int) -> HttpResponse:
    """申报成效数."""
    row, today = visible(request, number), timezone.localdate()
    form = DeclareForm(request.POST or None, campaign=row, user=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.declare(by=request.user, **form.command, campaign=row, **form.given)
            messages.success(request, "已申报。更正的另报一次，以最近一次为准。")
            return redirect("reporting:declare", number)
    said = Declaration.objects.visible_to(request.user).filter(campaign=row).select_related("unit", "recorded_by")
    titles = {one.code: one for one in counters.counters()}
    listed = [(one, titles.get(one.counter)) for one in said.order_by("-id")[:DECLARED]]
    context = {"campaign": row, "form": form, "said": listed}
    return render(request, "reporting/declare.html", context, status=422 if form.errors else 200)
