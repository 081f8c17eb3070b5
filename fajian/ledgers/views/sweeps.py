"""排查: which cases, each looked at, the problems of the ledger that came of them, and the list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core.forms import errors_in
from fajian.core.paging import keyset
from fajian.ledgers import actions, sweeping
from fajian.ledgers.forms.sweeps import CaseFilter, ClearForm, FindForm, SweepForm
from fajian.ledgers.models import Sweep, SweptCase
from fajian.ledgers.views.lists import visible_ledger
from fajian.ledgers.views.takeins import may_fill_in
from fajian.ledgers.workflow import SWEPT
from fajian.records.export import table

SHOWN = 50


def sweeps(request: HttpRequest, number: int) -> HttpResponse:
    """The sweeps of a ledger, and a form to begin one."""
    ledger, today = visible_ledger(request, number), timezone.localdate()
    form = SweepForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given = form.values
            cases = sweeping.cases(ledger, given["from_on"], given["to_on"], enterprises=given["enterprises"])
            made = actions.begin_sweep(by=request.user, **form.command, ledger=ledger, cases=cases, **given)
            messages.success(request, f"列出{len(cases)}件，请逐件排查。")
            return redirect(made)
    rows = [(row, by_state(row)) for row in ledger.sweeps.visible_to(request.user)[:SHOWN]]
    context = {"ledger": ledger, "form": form, "rows": rows, "may": may_fill_in(request, ledger)}
    return render(request, "ledgers/sweeps.html", context, status=422 if form.errors else 200)


def by_state(sweep: Sweep) -> list[tuple[str, str, int]]:
    """(state, its word, how many cases)."""
    counts = dict(sweep.cases.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, word, counts.get(state, 0)) for state, word in SWEPT.states.items()]


def sweep(request: HttpRequest, number: int) -> HttpResponse:
    """The cases; those ticked are cleared at once."""
    row = visible(request, number)
    filters = CaseFilter(request.GET)
    cases = row.cases.select_related("entry__ledger", "entry__rectification", "looked_by")
    chosen = filters.chosen
    page = keyset(cases.filter(state=chosen) if chosen else cases, request.GET, order=("number",), size=SHOWN)
    form = ClearForm(request.POST or None, cases=[one for one in page.rows if one.state == "waiting"])
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given = form.cleaned_data
            count = actions.clear_cases(
                by=request.user, **form.command, sweep=row, cases=given["case"], note=given["note"]
            )
            messages.success(request, f"{count}件记为未发现问题。")
            return redirect(request.get_full_path())
    context = {
        "row": row, "page": page, "form": form, "filters": filters, "counts": by_state(row),
        "may": may_fill_in(request, row.ledger), "defects": sweeping.defects(row.ledger), "narrowed": bool(chosen),
    }  # fmt: skip
    return render(request, "ledgers/sweep.html", context, status=422 if form.errors else 200)


def visible(request: HttpRequest, number: int) -> Sweep:
    """The sweep, or 404."""
    rows = Sweep.objects.visible_to(request.user).select_related("ledger__unit", "unit", "recorded_by")
    found: Sweep = get_object_or_404(rows, pk=number)
    return found


def find(request: HttpRequest, number: int) -> HttpResponse:
    """发现问题: the form of the ledger, with what the case says by itself."""
    rows = SweptCase.objects.visible_to(request.user).select_related("sweep__ledger__unit", "unit")
    case: Any = get_object_or_404(rows, pk=number)
    form = FindForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            new = actions.NewEntry(form.title, form.content, form.day, category=form.category)
            made = actions.find_in_case(
                by=request.user, **form.command, case=case, seen=form.version or 0, new=new
            )  # fmt: skip
            messages.success(request, f"已登记为第{made.number}号。能当场改正的，现在就可以认领、立行立改。")
            return redirect(made)
    context = {"form": form, "ledger": case.sweep.ledger, "button": "登记问题", "back": case.sweep.get_absolute_url()}
    return render(request, "ledgers/record.html", context, status=422 if form.errors else 200)


def export(request: HttpRequest, number: int) -> FileResponse:
    """自查记录, 排查清单 as a workbook."""
    row = visible(request, number)
    return table(f"{row.title} {row.unit.name}", sweeping.COLUMNS, sweeping.listed(row), form="xlsx")
