"""指定表头: a person says which sheet of a file is the ledger and in which rows its headings stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.core.forms import errors_in
from fajian.engine.faults import InputError
from fajian.ledgers import jobs, readings
from fajian.ledgers.forms.heads import HeadForm
from fajian.ledgers.views.takeins import visible_take_in


def heads(request: HttpRequest, number: int) -> HttpResponse:
    """The first rows of every sheet; once chosen, the file is read again."""
    row = visible_take_in(request, number)
    if row.state not in ("open", "unreadable"):
        raise InputError(f"“{row.title}”现在是“{row.state_word}”，不能再指定表头。请打开这个文件的页面看结果。")
    given = readings.opened(row)
    sent = request.POST if request.method == "POST" else None
    form = HeadForm(sent, given=given, heads=readings.heads_of(row.heads), row=row)
    if form.is_valid():
        with errors_in(form):
            if row.is_large:
                told = {sheet: list(head) if head else None for sheet, head in form.heads.items()}
                jobs.read_in.ask(by=request.user, title=f"读入 {row.title}"[:200], taking=row.pk, heads=told)
            else:
                jobs.read(row, by=request.user, key=form.command["key"], heads=form.heads)
            messages.success(request, "已按您指定的表头重新读入，请核对栏目。")
            return redirect(row)
    context = {"row": row, "ledger": row.ledger, "form": form}
    return render(request, "ledgers/heads.html", context, status=422 if form.errors else 200)
