"""集中收回: many files dropped at once, what each would do, whose is missing, taking all that is clean, the merge."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import Job
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import file_name
from fajian.ledgers import actions, gathering, merged
from fajian.ledgers.forms.gatherings import AssignForm, FilesForm, GatherForm
from fajian.ledgers.models import Gathering, Piece
from fajian.ledgers.selection import Selection
from fajian.ledgers.views.lists import attached

SHOWN = 30


def gatherings(request: HttpRequest) -> HttpResponse:
    """Every gathering in reach, or those for one source (a campaign), newest first."""
    rows = Gathering.objects.visible_to(request.user).select_related("unit")
    source = request.GET.get("source", "")
    page = keyset(rows.filter(source=source) if source else rows, request.GET, order=("-id",), size=SHOWN)
    return render(request, "ledgers/gatherings.html", {"page": page, **only(source)})


def only(source: str) -> dict[str, str]:
    """The source a page keeps to, and how an address says it."""
    return {"source": source, "query": f"?{urlencode({'source': source})}" if source else ""}


def new_gathering(request: HttpRequest) -> HttpResponse:
    """Drop many files, for whatever ledgers or for those of one source."""
    source = request.GET.get("source", "")
    form = GatherForm(request.POST or None, request.FILES or None, user=request.user, source=source)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given = form.cleaned_data
            made = actions.gather(
                by=request.user, **form.command, received=given["workbooks"], spec_code=given["spec_code"],
                source=source,
            )  # fmt: skip
            messages.success(request, f"收到{len(given['workbooks'])}个文件，正在后台认单位、读内容。")
            return redirect(made)
    context = {"form": form, **only(source)}
    return render(request, "ledgers/new_gathering.html", context, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> Gathering:
    """The gathering, or 404."""
    found: Gathering = get_object_or_404(Gathering.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def one(request: HttpRequest, number: int) -> HttpResponse:
    """What came from whom, what it would do, and from whom nothing came; more files may be added."""
    row = visible(request, number)
    form = FilesForm(request.POST or None, request.FILES or None, row=row)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.gather(by=request.user, **form.command, received=form.cleaned_data["workbooks"], gathering=row)
            messages.success(request, "已收到，正在后台认单位、读内容。")
            return redirect(row)
    return page(request, row, form)


def page(request: HttpRequest, row: Gathering, form: CommandForm, wrong: CommandForm | None = None) -> HttpResponse:
    """The page of a gathering, with whatever form was refused."""
    pieces = list(row.pieces.select_related("taking__ledger__unit", "file").order_by("taking__unit_path", "id"))
    ledgers = actions.candidates(row)
    given = {piece.taking.ledger_id for piece in pieces if piece.taking}
    running = [job for job in Job.objects.filter(name__in=JOBS, state__in=("waiting", "running")) if of(job, row)]
    context = {
        "row": row,
        "form": form,
        "wrong": wrong,
        "placed": [piece for piece in pieces if piece.taking],
        "loose": [piece for piece in pieces if not piece.taking],
        "missing": [ledger for ledger in ledgers if ledger.pk not in given],
        "clean": sum(piece.is_clean for piece in pieces),
        "assign": AssignForm(ledgers=ledgers, auto_id=False),
        "command": CommandForm(auto_id=False),
        "running": running[0] if running else None,
    }
    return render(request, "ledgers/gathering.html", context, status=422 if wrong or form.errors else 200)


JOBS = (gathering.gather.name, gathering.take_clean.name)


def of(job: Job, row: Gathering) -> bool:
    """Is this job about this gathering?"""
    return bool(job.arguments.get("gathering") == row.pk)


def assign(request: HttpRequest, number: int) -> HttpResponse:
    """由人指定: whose a file is; it is read at once."""
    rows = Piece.objects.visible_to(request.user).select_related("gathering__unit", "file")
    piece: Any = get_object_or_404(rows, pk=number)
    form = AssignForm(request.POST, ledgers=actions.candidates(piece.gathering), auto_id=False)
    if form.is_valid():
        done = gathering.sort(
            piece, [], by=request.user, key=form.command["key"] or uuid.uuid4().hex, chosen=form.chosen
        )
        if done.taking:
            messages.success(request, f"“{piece.title}”归入{form.chosen.unit}的台账。")
        else:
            messages.error(request, f"“{piece.title}”没有收：{done.reason}")
        return redirect(piece.gathering)
    return page(request, piece.gathering, FilesForm(row=piece.gathering), form)


def displace(request: HttpRequest, number: int) -> HttpResponse:
    """撤回归入: it was the wrong ledger."""
    rows = Piece.objects.visible_to(request.user).select_related("gathering__unit", "taking__ledger__unit")
    piece: Any = get_object_or_404(rows, pk=number)
    form = CommandForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            actions.displace(by=request.user, **form.command, piece=piece)
            messages.success(request, f"“{piece.title}”已撤回归入，请指定单位。")
            return redirect(piece.gathering)
    return page(request, piece.gathering, FilesForm(row=piece.gathering), form)


def take_clean(request: HttpRequest, number: int) -> HttpResponse:
    """全部收入: in the background, everything that nobody need look at."""
    row = visible(request, number)
    user: Any = request.user
    job = gathering.take_clean.ask_once(by=user, title=f"收入 {row.title}", gathering=row.pk)
    return redirect("job", job.pk)


def merge(request: HttpRequest, number: int) -> HttpResponse:
    """The merged ledger of all units, in the annex's shape."""
    row = visible(request, number)
    query = {"form": row.spec_code, "source": row.source}
    selection = Selection.of(request.user, timezone.localdate(), query)
    with tempfile.TemporaryDirectory(prefix="fajian-merge-") as folder:
        place = Path(folder) / f"{file_name(row.title)} 汇总.xlsx"
        merged.write(row, selection, place)
        return attached(place.name, place.read_bytes())
