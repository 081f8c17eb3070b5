"""对照栏目: the pages on which a person says what the headings of a file are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, errors_in
from fajian.engine.faults import InputError
from fajian.engine.store.outline import Outline
from fajian.engine.store.schema import tables
from fajian.records import actions, headings
from fajian.records.forms import HeadingsForm, SheetForm
from fajian.records.jobs import sources
from fajian.records.models import ImportBatch
from fajian.records.views import visible_batch

TOO_LARGE = (
    "文件超过8 MB，不在这里逐栏对照。请另存一份只有表头和前几行的上报，在那一份上对照；同样表头的大文件随后能认出。"
)


def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The sheets of a batch's file, what each is read as, and which nobody knows; POST: hand the file in again."""
    row = visible_batch(request, code)
    form = CommandForm(request.POST if request.method == "POST" else None, auto_id=False)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            again = actions.hand_in_again(by=request.user, **form.command, batch=row)
            messages.success(request, "已按对照重新上报，正在导入。")
            return redirect("records:batch", again.code)
    found, why = looked_at(row)
    context = {
        "batch": row,
        "form": form,
        "sheets": list(enumerate(found)),
        "why": why,
        "may_again": row.state == "refused" and any(sheet.reading for sheet in found),
    }
    return render(request, "records/sheets.html", context, status=422 if form.errors else 200)


def map_headings(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One sheet: which table it is, then which heading is which column."""
    row = visible_batch(request, code)
    found, why = looked_at(row)
    if number >= len(found):
        if why:
            return redirect("records:sheets", code)
        raise Http404
    sheet = found[number]
    known = sheet.reading.table.name if sheet.reading else ""
    name = request.POST.get("table") or request.GET.get("table") or known
    context: dict[str, Any] = {"batch": row, "sheet": sheet, "number": number, "chooser": SheetForm({"table": name})}
    if name not in tables():
        return render(request, "records/map_headings.html", context | {"chooser": SheetForm()})
    form = HeadingsForm(request.POST if request.method == "POST" else None, sheet=sheet, table=tables()[name])
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            title = sheet.sheet or sheet.file
            actions.map_headings(
                by=request.user, **form.command, batch=row, table=name, title=title, mapping=form.mapping
            )
            messages.success(request, f"已记住“{title}”的栏目对照，以后同样表头的文件自动认出。")
            return redirect("records:sheets", code)
    context |= {"form": form, "table": tables()[name]}
    return render(request, "records/map_headings.html", context, status=422 if form.errors else 200)


def looked_at(row: ImportBatch) -> tuple[list[Outline], str]:
    """The sheets, or none and the sentence why."""
    if row.file.size > headings.LARGEST:
        return [], TOO_LARGE
    try:
        return headings.outlines(row, sources), ""
    except (InputError, Refused) as error:
        return [], str(error)
