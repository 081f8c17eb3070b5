"""监督履职: the table, and the same as a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.paging import keyset
from fajian.ledgers.forms.fields import day_field
from fajian.reporting import performance


class SpanForm(forms.Form):
    """From which day to which; this year where nothing is said."""

    since = day_field("从", required=False)
    until = day_field("到", required=False)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """(first, last)."""
        today = timezone.localdate()
        self.is_valid()
        given = self.cleaned_data
        return given.get("since") or today.replace(month=1, day=1), given.get("until") or today


def _asked(request: HttpRequest) -> tuple[SpanForm, dt.date, dt.date, Any]:
    filters = SpanForm(request.GET)
    since, until = filters.days
    return filters, since, until, performance.table(request.user, since, until)


def table(request: HttpRequest) -> HttpResponse:
    """What each supervising office did."""
    filters, since, until, (counted, lines) = _asked(request)
    context = {"filters": filters, "since": since, "until": until, "counted": counted}
    context["query"] = request.GET.urlencode()
    context["lines"] = [(one.office, list(zip(counted, one.numbers, strict=True))) for one in lines]
    return render(request, "reporting/performance.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """监督履职表."""
    _, since, until, (counted, lines) = _asked(request)
    return workbook("监督履职表", [performance.sheet(counted, lines, since, until)], timezone.localdate())


def rows(request: HttpRequest, office: int, code: str) -> HttpResponse:
    """Exactly the rows that stand behind one number."""
    filters = SpanForm(request.GET)
    since, until = filters.days
    column = next((one for one in performance.columns(request.user) if one.code == code), None)
    whose = get_object_or_404(performance.offices(request.user), pk=office)
    if column is None:
        raise Http404
    found = column.of(whose, since, until)
    asked = urlencode({"since": since.isoformat(), "until": until.isoformat()})
    context = {
        "filters": filters,
        "office": whose,
        "column": column,
        "since": since,
        "until": until,
        "count": found.count(),
        "page": keyset(found, request.GET),
        "back": f"{reverse('reporting:performance')}?{asked}",
    }
    return render(request, "reporting/performance_rows.html", context)
