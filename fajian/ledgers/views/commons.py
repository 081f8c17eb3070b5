"""普遍性、倾向性问题: what several units have, the problems behind each number, and what was made of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core import downloads
from fajian.core.forms import errors_in
from fajian.core.paging import keyset
from fajian.ledgers import actions, lasting, matching
from fajian.ledgers import commons as counting
from fajian.ledgers.forms.pairings import AnalysisForm, RepeatFilter
from fajian.ledgers.models import Analysis, Traits

LISTED, SHOWN = 50, 20


def commons(request: HttpRequest) -> HttpResponse:
    """What several units are found at, and the analyses there are."""
    filters, today = RepeatFilter(request.GET), timezone.localdate()
    by = filters.query
    context = {
        "filters": filters, "by": by, "word": lasting.REPEATED[by], "since": lasting.since(today),
        "least": matching.settings().common, "rows": counting.commons(request.user, today, by),
        "analyses": Analysis.objects.visible_to(request.user).select_related("unit")[:SHOWN],
    }  # fmt: skip
    return render(request, "ledgers/commons.html", context)


def common(request: HttpRequest, number: int) -> HttpResponse:
    """The problems that are counted together with this one, by unit; a supervisor writes what is made of them."""
    like: Traits = get_object_or_404(Traits.objects.visible_to(request.user), pk=number)
    by, today, user = RepeatFilter(request.GET).query, timezone.localdate(), request.user
    form = AnalysisForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.analyse(by=user, **form.command, by_what=by, like=like, **form.values)
            messages.success(request, "剖析已保存，可以导出报告。")
            return redirect(made)
    rows = counting.alike(user, today, by, like).select_related("entry__ledger__unit", "entry__rectification")
    context: dict[str, Any] = {
        "like": like, "by": by, "word": lasting.REPEATED[by], "words": getattr(like, by), "form": form,
        "told": counting.told(user, today, by, like),
        "page": keyset(rows, request.GET, order=("-entry_id",), size=LISTED),
    }  # fmt: skip
    return render(request, "ledgers/common.html", context, status=422 if form.errors else 200)


def analysis(request: HttpRequest, number: int) -> HttpResponse:
    """One analysis with the numbers it was written over."""
    return render(request, "ledgers/analysis.html", {"row": visible(request, number)})


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """剖析报告 as a document."""
    row = visible(request, number)
    return downloads.document(f"剖析报告 {row.words}", counting.report(row), row.as_of)


def visible(request: HttpRequest, number: int) -> Analysis:
    """The analysis, or 404."""
    rows = Analysis.objects.visible_to(request.user).select_related("unit", "fix", "recorded_by")
    found: Analysis = get_object_or_404(rows, pk=number)
    return found
