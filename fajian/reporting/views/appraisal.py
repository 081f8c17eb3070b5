"""绩效扣分 of a year: the table, the rows behind each number, the same as a workbook."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.paging import keyset
from fajian.orgs.models import Unit
from fajian.reporting import appraisal
from fajian.reporting.yearly.forms import YearFilter

ORDER = {"overdue": ("entry_id",)}
TOLD = {"overdue": ("entry__ledger",), "disobeyed": ("number",)}  # what the line of a row says


def _asked(request: HttpRequest) -> YearFilter:
    filters = YearFilter(request.GET, today=timezone.localdate())
    filters.fields.pop("table")
    return filters


def table(request: HttpRequest) -> HttpResponse:
    """What each unit loses for what, and what it is left with."""
    filters = _asked(request)
    year = filters.of_year.number
    context = {
        "filters": filters,
        "year": year,
        "base": appraisal.base(),
        "items": appraisal.items().values(),
        "lines": appraisal.table(request.user, year, timezone.localdate()),
    }
    return render(request, "reporting/appraisal.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """年度绩效扣分表."""
    year, today = _asked(request).of_year.number, timezone.localdate()
    made = appraisal.sheet(appraisal.table(request.user, year, today), year)
    return workbook(f"{year}年度行政执法绩效扣分表", [made], today)


def rows(request: HttpRequest, unit: int, code: str) -> HttpResponse:
    """Exactly the rows a unit loses points for."""
    year = _asked(request).of_year.number
    whose: Any = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    item = appraisal.items().get(code)
    if item is None:
        raise Http404
    found = appraisal.rows(item, request.user, year, timezone.localdate()).filter(unit=whose)
    context = {
        "title": item.title,
        "says": f"{whose.name}，{year}年度。{item.says}",
        "count": found.count(),
        "page": keyset(found.select_related("unit", *TOLD.get(code, ())), request.GET, order=ORDER.get(code, ("id",))),
        "back": f"{reverse('reporting:appraisal')}?{urlencode({'year': year})}",
    }
    return render(request, "reporting/counted_rows.html", context)
