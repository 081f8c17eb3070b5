"""监督履职: the table, and the same as a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.core.downloads import workbook
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
    filters, since, until, (labels, lines) = _asked(request)
    context = {"filters": filters, "since": since, "until": until, "labels": labels, "query": request.GET.urlencode()}
    context["lines"] = [(one.office, list(zip(labels, one.numbers, strict=True))) for one in lines]
    return render(request, "reporting/performance.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """监督履职表."""
    _, since, until, (labels, lines) = _asked(request)
    return workbook("监督履职表", [performance.sheet(labels, lines, since, until)], timezone.localdate())
