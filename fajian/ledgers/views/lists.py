"""Ledgers, rows, and their export. Each number on a page links to the rows it counts."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from fajian.core import handouts
from fajian.core.forms import errors_in
from fajian.core.models import Job
from fajian.core.numbers import whole
from fajian.core.paging import keyset
from fajian.ledgers import actions, exporting, exports
from fajian.ledgers.columns import places, text, title_column
from fajian.ledgers.forms.lists import EntryFilter, LedgerFilter, OpenForm
from fajian.ledgers.forms.saved_views import KeepForm
from fajian.ledgers.models import Entry, Layout, Ledger
from fajian.ledgers.pinned import pins
from fajian.ledgers.selection import Selection, count_each
from fajian.ledgers.tallies import Counts
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.scope import domain_scope

LEDGERS_SHOWN, ROWS_SHOWN, COLUMNS_SHOWN = 30, 50, 6
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MADE = (exporting.export.name, exporting.dossiers_of.name)


def ledgers(request: HttpRequest) -> HttpResponse:
    """The ledgers in reach with the counts of each."""
    found = Ledger.objects.visible_to(request.user).select_related("unit")
    filters = LedgerFilter(request.GET, user=request.user)
    query = filters.query
    if unit := query.get("unit"):
        found = found.of_subtree(unit.path)
    if form := query.get("form"):
        found = found.filter(spec_code=form)
    if source := query.get("source"):
        found = found.filter(source=source)
    page = keyset(found, request.GET, order=("unit_path", "id"), size=LEDGERS_SHOWN)
    counts = count_each(page.rows, timezone.localdate())
    rows = [(one, counts[one.pk], numbers(counts[one.pk])) for one in page.rows]
    only = f"?{urlencode({'source': source})}" if source else ""
    context = {"page": page, "filters": filters, "rows": rows, "states": PROBLEM.states, "only": only}
    return render(request, "ledgers/ledgers.html", context)


def numbers(counts: Counts) -> list[tuple[str, str, int]]:
    """(state, its word, how many) in the order of the table of steps."""
    return [(state, word, counts.states.get(state, 0)) for state, word in PROBLEM.states.items()]


def problems(request: HttpRequest) -> HttpResponse:
    """The problems of all ledgers in reach, or all rows of one form."""
    filters = EntryFilter(request.GET, user=request.user)
    selection = Selection.of(request.user, timezone.localdate(), filters.query)
    pinned = pins(request.user, selection.today)
    known = any(pin.view.query == filters.told for pin in pinned)
    keep = KeepForm() if filters.told and not known else None
    return listed(request, filters, selection, {"export": reverse("ledgers:export_all"), "pins": pinned, "keep": keep})


def ledger(request: HttpRequest, number: int) -> HttpResponse:
    """The rows of one ledger."""
    one = visible_ledger(request, number)
    filters = EntryFilter(request.GET, user=request.user, ledger=one)
    selection = Selection.of(request.user, timezone.localdate(), filters.query, one)
    return listed(request, filters, selection, {"ledger": one, "export": reverse("ledgers:export", args=[number])})


def listed(request: HttpRequest, filters: EntryFilter, selection: Selection, more: dict[str, Any]) -> HttpResponse:
    """A list of rows under its counts."""
    page = selection.page(request.GET, ROWS_SHOWN)
    spec = selection.spec
    context = {
        **more,
        "page": page,
        "filters": filters,
        "selection": selection,
        "today": selection.today,
        "narrowed": bool(selection.state or selection.words),
        "query": kept(request),
        "tiles": tiles(request, selection.counts()) if selection.problems else [],
        "form_title": spec.title if spec else "",
        "title_label": title_column(spec).label if spec else "问题",
    }
    if spec is not None:
        context["layouts"] = list(Layout.objects.visible_to(request.user).in_use().filter(spec_code=spec.code)[:5])
    context["layout_query"] = layout_query(request, selection)
    if not selection.problems and spec is not None:
        shown = [column for column in spec.columns if places(spec)[column.name] == "data"][:COLUMNS_SHOWN]
        context["columns"] = [column.label for column in shown]
        context["rows"] = [(row, [(column.label, text(spec, row, column)) for column in shown]) for row in page.rows]
    return render(request, "ledgers/entries.html", context)


def layout_query(request: HttpRequest, selection: Selection) -> str:
    """The filters of the page, to hang onto an address that knows no ledger."""
    query = QueryDict(kept(request).removeprefix("?"), mutable=True)
    if selection.ledger:
        query["ledger"] = str(selection.ledger.pk)
    return f"?{query.urlencode()}" if query else ""


def tiles(request: HttpRequest, counts: Counts) -> list[dict[str, Any]]:
    """Numbers and the addresses that list what they count."""
    base = {name: request.GET[name] for name in ("unit", "form", "source", "category") if request.GET.get(name)}
    wanted = [(counts.states[state], word, {"state": state}, False) for state, word in PROBLEM.states.items()]
    wanted.append((counts.overdue, "逾期", {"state": "overdue"}, bool(counts.overdue)))
    if counts.watched:
        wanted.append((counts.watched, "重点督办", {"state": "watched"}, True))
    if counts.struck:
        wanted.append((counts.struck, "已作废", {"state": "struck"}, False))
    return [
        {"count": number, "word": word, "href": f"?{urlencode({**base, **asked})}", "bad": bad}
        for number, word, asked, bad in wanted
    ]


def kept(request: HttpRequest) -> str:
    """The filters of the address without the page's mark, to hang onto another address."""
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


def export_one(request: HttpRequest, number: int) -> HttpResponse:
    """One ledger as a workbook, narrowed as its page is."""
    one = visible_ledger(request, number)
    filters = EntryFilter(asked(request), user=request.user, ledger=one)
    return workbook(request, filters, Selection.of(request.user, timezone.localdate(), filters.query, one))


def export_all(request: HttpRequest) -> HttpResponse:
    """What the list of problems shows, over all units in reach, as one workbook."""
    filters = EntryFilter(asked(request), user=request.user)
    return workbook(request, filters, Selection.of(request.user, timezone.localdate(), filters.query))


def asked(request: HttpRequest) -> QueryDict:
    """The filters: of the address, or repeated by the form that asks for a long export."""
    return request.POST if request.method == "POST" else request.GET


def workbook(request: HttpRequest, filters: EntryFilter, selection: Selection) -> HttpResponse:
    """A download at once; many rows are written in the background, once the user has said so."""
    if request.method == "POST":
        return redirect("job", exporting.ask(selection, filters.told).pk)
    if selection.rows().order_by()[: exports.AT_ONCE + 1].count() > exports.AT_ONCE:
        context = {"selection": selection, "filters": filters, "at_once": exports.AT_ONCE, "shaped": exports.SHAPED}
        return render(request, "ledgers/export.html", context)
    with tempfile.TemporaryDirectory(prefix="fajian-export-") as folder:
        place = Path(folder) / exports.file_title(selection)
        exports.write(selection, place)
        return attached(place.name, place.read_bytes())


def pack_dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers of the rows a list shows, of one ledger or of all in reach, in the background."""
    ledger = whole(request.GET.get("ledger", ""))
    one = visible_ledger(request, ledger) if ledger is not None else None
    filters = EntryFilter(request.GET, user=request.user, ledger=one)
    selection = Selection.of(request.user, timezone.localdate(), filters.query, one)
    return redirect("job", exporting.ask_dossiers(selection, filters.told).pk)


def export_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The workbook or the dossiers of an own job, while everything it was made of is still in reach."""
    job = get_object_or_404(Job, pk=number, name__in=MADE, asked_by=request.user, state="done")
    if not domain_scope(request.user).covers_all(job.told["scope"]):
        raise Http404
    return handouts.download(job)


def attached(name: str, content: bytes) -> HttpResponse:
    """A workbook as a download."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def open_ledger(request: HttpRequest) -> HttpResponse:
    """建立台账."""
    form = OpenForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.open_ledger(by=request.user, **form.command, **form.values)
            messages.success(request, "台账已建立。" if not made.entries.exists() else "这本台账已经有了，直接打开。")
            return redirect(made)
    return render(request, "ledgers/open.html", {"form": form}, status=422 if form.errors else 200)


def visible_ledger(request: HttpRequest, number: int) -> Ledger:
    """The ledger, or 404."""
    found: Ledger = get_object_or_404(Ledger.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def visible_entry(request: HttpRequest, number: int) -> Entry:
    """The row with all that is said about it, or 404."""
    found: Entry = get_object_or_404(Entry.objects.visible_to(request.user).whole(), pk=number)
    return found
