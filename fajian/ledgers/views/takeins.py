"""发放 and 收回: a ledger as a workbook, what came back, what taking it would do, what was taken of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core import files
from fajian.core.errors import Stale
from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import Job
from fajian.engine.faults import InputError
from fajian.engine.forms.takeback import strict
from fajian.ledgers import actions, comparing, issuing, jobs, kept
from fajian.ledgers.comparing import Clash, Comparison, Decided
from fajian.ledgers.forms.takeins import HandBackForm, MapForm, TakeForm, decided, field_name
from fajian.ledgers.kept import FaultTold, Reading
from fajian.ledgers.models import Issue, Ledger, TakeIn
from fajian.ledgers.views.lists import visible_ledger
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.records.export import table

SAMPLES, LISTED, DECIDED_AT_ONCE = 5, 200, 200
INLINE = 2_000  # rows taken while the browser waits
HOW = {"chosen": "您指定的", "known": "以前指定的", "same": "表头相同"}
OUTCOME_COLUMNS = (
    ("结果", 12.0), ("工作表", 14.0), ("行", 6.0), ("台账序号", 8.0), ("内容", 40.0), ("栏目", 16.0), ("原内容", 24.0),
    ("新内容或者原因", 50.0),
)  # fmt: skip


def visible_take_in(request: HttpRequest, number: int) -> TakeIn:
    """The take-in, or 404."""
    rows = TakeIn.objects.visible_to(request.user)
    found: TakeIn = get_object_or_404(
        rows.select_related(
            "ledger__unit", "unit", "file", "reading", "outcome", "issue__base", "issue__recorded_by", "recorded_by"
        ),
        pk=number,
    )
    return found


def may_fill_in(request: HttpRequest, ledger: Ledger) -> bool:
    """Is this user one of those who fill the ledger in?"""
    user: Any = request.user
    return user.role in actions.take.who and domain_scope(user).covers(ledger.unit_path)


# ── out, and back ────────────────────────────────────────────────────────────────────────────────────────────────────


def workbooks(request: HttpRequest, number: int) -> HttpResponse:
    """用 Excel 填写: what went out, what came back, and a place to hand a file back."""
    ledger = visible_ledger(request, number)
    form = HandBackForm(request.POST, request.FILES) if request.method == "POST" else HandBackForm()
    if form.is_valid():
        with errors_in(form):
            taking = actions.receive(by=request.user, **form.command, ledger=ledger, received=form.received)
            if taking.state == "received":
                begin_reading(request, taking)
            return redirect(taking)
    context = {
        "ledger": ledger,
        "form": form,
        "command": CommandForm(auto_id=False),
        "may": may_fill_in(request, ledger),
        "issues": ledger.issues.select_related("recorded_by", "file")[:20],
        "take_ins": ledger.take_ins.here().select_related("recorded_by")[:50],
    }
    return render(request, "ledgers/workbooks.html", context, status=422 if form.errors else 200)


def begin_reading(request: HttpRequest, taking: TakeIn) -> None:
    """Read it now, or in the background where it is large."""
    if taking.is_large:
        jobs.read_in.ask(by=request.user, title=f"读入 {taking.title}"[:200], taking=taking.pk)
    else:
        jobs.read(taking, by=request.user)


def issue(request: HttpRequest, number: int) -> HttpResponse:
    """发放: make the workbook, remember what it says, send it."""
    ledger = visible_ledger(request, number)
    form = CommandForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            given = issuing.make(ledger, timezone.localdate())
            made = actions.issue(by=request.user, **form.command, ledger=ledger, given=given)
            return redirect("ledgers:issued", made.pk)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("ledgers:workbooks", number)


def issued(request: HttpRequest, number: int) -> FileResponse:
    """The workbook of an issue, as it went out."""
    row: Issue = get_object_or_404(Issue.objects.visible_to(request.user).select_related("file"), pk=number)
    return files.download(row.file)


def handed_back(request: HttpRequest, number: int) -> FileResponse:
    """The file of a take-in, as it came."""
    row = visible_take_in(request, number)
    return files.download(row.file)


# ── what taking it would do ──────────────────────────────────────────────────────────────────────────────────────────


def take_in(request: HttpRequest, number: int) -> HttpResponse:
    """One file: the preview while it is open, what was taken of it afterwards."""
    row = visible_take_in(request, number)
    if row.state == "open":
        return preview(request, row, decided(request.GET))
    job = latest_job(row) if row.state in ("received", "unreadable") else None
    outcome = kept.load(row.outcome) if row.outcome else {}
    context = {
        "row": row,
        "ledger": row.ledger,
        "may": may_fill_in(request, row.ledger),
        "job": job,
        "running": job is not None and job.state in ("waiting", "running"),
        "outcome": {name: rows[:LISTED] for name, rows in outcome.items()},
        "counts": row.counts,
        "listed": LISTED,
        "history": history.of(row),
    }
    return render(request, "ledgers/take_in.html", context)


def latest_job(row: TakeIn) -> Job | None:
    """The newest job about this file."""
    names = ("ledgers.read_in", "ledgers.take_in")
    return Job.objects.filter(name__in=names, arguments__taking=row.pk).order_by("-pk").first()


def preview(
    request: HttpRequest, row: TakeIn, told: Decided, form: TakeForm | None = None, mapping: MapForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """What taking the file would do now, with what was decided so far."""
    found = comparing.compare(row, by=request.user, decided=told)
    job = latest_job(row)
    take = TakeForm(row=row, initial={"at": found.seq, "without": len(found.left)}, auto_id="take_%s")
    mapping = mapping or MapForm(reading=found.reading, spec=found.spec, row=row, auto_id="map_%s")
    context = {
        "row": row,
        "ledger": row.ledger,
        "found": found,
        "reading": found.reading,
        "take": take,
        "mapping": mapping,
        "sheets": list(sheets(found.reading, mapping)),
        "wrong": form,
        "left": found.left[:LISTED],
        "notes": [fault for fault in found.reading.faults if not fault.refused][:LISTED],
        "note_count": sum(not fault.refused for fault in found.reading.faults),
        "clashes": [(clash, field_name(clash), texts(found, clash)) for clash in found.clashes[:DECIDED_AT_ONCE]],
        "more_clashes": max(0, len(found.clashes) - DECIDED_AT_ONCE),
        "rest": told.rest,
        "changed": [(one, cells(found, one)) for one in found.changed[:SAMPLES]],
        "new": [new_row(found, one) for one in found.new[:SAMPLES]],
        "absent": found.absent[:LISTED],
        "samples": SAMPLES,
        "listed": LISTED,
        "job": job,
        "running": job is not None and job.state in ("waiting", "running"),
        "may": may_fill_in(request, row.ledger),
        "nothing": found.is_nothing,
    }
    return render(request, "ledgers/take_in_preview.html", context, status=status)


def sheets(reading: Reading, mapping: MapForm) -> Any:
    """(sheet, its columns: letter, heading, drop-down, how sure that is)."""
    for number, sheet in enumerate(reading.sheets):
        rows = [
            (letters(place), heading, mapping[f"column-{number}-{place}"],
             "" if not column else HOW.get(how, f"表头相近（{sure}%），请核对"), how == "alike")
            for place, heading, column, _, how, sure in sheet.headings
        ]  # fmt: skip
        yield sheet, rows


def letters(place: int) -> str:
    """A column as the spreadsheet calls it."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def texts(found: Comparison, clash: Clash) -> dict[str, str]:
    """The three versions of a cell."""
    one = clash.conflict
    column = found.spec[one.column]
    told = {name: strict(column, getattr(one, name)) or "" for name in ("issued", "theirs", "ours")}
    return {"label": column.label, "where": f"{one.row.sheet}第{one.row.row}行", **told}


def cells(found: Comparison, one: comparing.Changed) -> list[tuple[str, str, str]]:
    """(column, before, after) of a changed row."""
    spec = found.spec
    return [
        (spec[name].label, strict(spec[name], old) or "", strict(spec[name], new) or "")
        for name, (old, new) in one.cells.items()
    ]


def new_row(found: Comparison, one: tuple[Any, Any]) -> dict[str, Any]:
    """A row to be recorded, as text."""
    row, written = one
    spec = found.spec
    filled = [(spec[name].label, strict(spec[name], value)) for name, value in row.cells.items() if value is not None]
    return {"where": f"{row.sheet}第{row.row}行", "title": written.title, "cells": filled[:8]}


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def map_columns(request: HttpRequest, number: int) -> HttpResponse:
    """The columns were put right: read the file again, and remember it for the unit."""
    row = open_take_in(request, number)
    reading = kept.reading_of(row.ledger.spec, kept.load(row.reading))
    form = MapForm(request.POST, reading=reading, spec=row.ledger.spec, row=row, auto_id="map_%s")
    if form.is_valid():
        with errors_in(form):
            if row.is_large:
                chosen = [[one.sheet, one.place, one.heading, one.column] for one in form.chosen]
                jobs.read_in.ask(by=request.user, title=f"读入 {row.title}"[:200], taking=row.pk, chosen=chosen)
            else:
                jobs.read(row, by=request.user, key=form.command["key"], chosen=form.chosen)
            messages.success(request, "已按您指定的栏目重新读入，下次同样的表头自动认出。")
            return redirect(row)
    return preview(request, row, Decided(), mapping=form, status=422)


def take(request: HttpRequest, number: int) -> HttpResponse:
    """收入: as decided. Whatever is still open, or has changed meanwhile, is shown on the preview again."""
    row = open_take_in(request, number)
    told, form = decided(request.POST), TakeForm(request.POST, row=row)
    if request.POST.get("all"):
        return preview(request, row, told)
    if form.is_valid():
        at, without = form.cleaned_data["at"] or 0, form.cleaned_data["without"] or 0
        try:
            with errors_in(form):
                reading = kept.load(row.reading)
                if len(reading["rows"]) > INLINE:
                    cells_ = [[key, column, side] for (key, column), side in told.cells.items()]
                    jobs.take_in.ask(
                        by=request.user, title=f"收入 {row.title}"[:200], taking=row.pk, seen=form.version, at=at,
                        cells=cells_, rest=told.rest, without=without,
                    )  # fmt: skip
                    messages.success(request, "行数较多，正在后台收入，完成后在这里看结果。")
                    return redirect(row)
                done = actions.take(
                    by=request.user, **form.command, taking=row, seen=form.version or 0, at=at, decided=told,
                    without=without,
                )  # fmt: skip
                messages.success(request, summary(done))
                return redirect(done)
        except Stale as error:
            form.add_error(None, str(error))
            row = open_take_in(request, number)
    return preview(request, row, told, form, status=409)


def summary(row: TakeIn) -> str:
    """What was taken, in a sentence."""
    counts = row.counts
    text = f"已收入：新登记{counts['new']}行，修改{counts['changed']}行。"
    return text + (f"{counts['left']}行未收，原因列在下面。" if counts["left"] else "")


def drop(request: HttpRequest, number: int) -> HttpResponse:
    """不收."""
    row = open_take_in(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            actions.drop(by=request.user, **form.command, taking=row, seen=form.version or 0)
            messages.success(request, "这个文件没有收入，台账没有变动。")
            return redirect("ledgers:workbooks", row.ledger_id)
    return preview(request, row, Decided(), TakeForm(request.POST, row=row), status=409)


def open_take_in(request: HttpRequest, number: int) -> TakeIn:
    """The take-in while it waits for a person; else InputError says what became of it."""
    row = visible_take_in(request, number)
    if row.state != "open":
        raise InputError(f"“{row.title}”现在是“{row.state_word}”，不能再办理。请打开这个文件的页面看结果。")
    return row


# ── what became of it ────────────────────────────────────────────────────────────────────────────────────────────────


def outcome(request: HttpRequest, number: int, form: str) -> FileResponse:
    """收回清单: what was taken and what was not, as a file; before that, what cannot be read."""
    row = visible_take_in(request, number)
    if form not in ("xlsx", "csv"):
        raise Http404
    if row.outcome:
        rows = list(outcome_rows(kept.load(row.outcome)))
    elif row.reading:
        rows = list(left_rows(comparing.compare(row, by=request.user)))
    else:
        raise Http404
    return table(f"收回清单 {row.ledger.title} {row.pk}", OUTCOME_COLUMNS, rows, form=form)


def outcome_rows(told: dict[str, Any]) -> Any:
    """The lines of the list."""
    for one in told["left"]:
        yield ["未收", one["sheet"], one["row"], None, one["title"], "", "", one["reason"]]
    for one in told["changed"]:
        for label, old, new in one["cells"]:
            yield ["已修改", one["sheet"], one["row"], one["number"], one["title"], label, old, new]
    for one in told["new"]:
        yield ["新登记", one["sheet"], one["row"], one["number"], one["title"], "", "", ""]
    for one in told["clashes"]:
        said = f"{one['decided']}（发放时“{one['issued']}”，文件“{one['theirs']}”）"
        yield ["两边都改了", "", None, one["number"], "", one["label"], one["ours"], said]
    for number in told["absent"]:
        yield ["文件里没有", "", None, number, "", "", "", "条目保留，没有变动"]


def left_rows(found: Comparison) -> Any:
    """What stands in the way before anything is taken."""
    for one in found.left:
        yield ["不能收入", one.sheet, one.row, None, one.title, "", "", one.reason]
    fault: FaultTold
    for fault in found.reading.faults:
        if not fault.refused:
            yield ["提示", fault.sheet, fault.row, None, fault.where, fault.column, fault.value, fault.message]
