"""疑点统计: findings by unit and by month, drawn and in a table; every number leads to the rows it counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from fajian.screening.views.findings import chosen
from fajian.screening.workflow import DECIDED

MONTHS = 36  # shown, the newest


@dataclass(frozen=True, slots=True)
class Line:
    """One bar: its name, counts with their addresses, and its length in thousandths of the longest."""

    name: str
    total: int
    pending: int
    confirmed: int
    width: int
    pending_width: int
    href: str


COUNTS = {
    "total": Count("pk"),
    "pending": Count("pk", filter=~Q(state__in=DECIDED)),
    "confirmed": Count("pk", filter=Q(state="confirmed")),
}


def count(request: HttpRequest) -> HttpResponse:
    """The findings the filters leave, by unit (the most first) and by month of the act (the newest last)."""
    filters, rows = chosen(request)
    plain = rows.order_by()
    units = list(plain.values("unit", "unit__name").annotate(**COUNTS).order_by("-total", "unit__path"))
    dated = plain.exclude(step_on=None).annotate(month=TruncMonth("step_on")).values("month").annotate(**COUNTS)
    months = list(dated.order_by("-month")[:MONTHS])[::-1]
    undated = plain.filter(step_on=None).count()
    context = {
        "filters": filters,
        "units": lines(request, units, "unit", lambda row: (str(row["unit__name"]), str(row["unit"]))),
        "months": lines(request, months, "month", lambda row: (_words(row["month"]), f"{row['month']:%Y-%m}")),
        "undated": undated,
        "query": request.GET.urlencode(),
    }
    return render(request, "screening/count.html", context)


def _words(month: dt.date) -> str:
    return f"{month.year}年{month.month}月"


def lines(request: HttpRequest, rows: list[dict[str, Any]], name: str, said: Any) -> list[Line]:
    """The bars of one drawing; `said` gives a row's words and the value of the filter `name`."""
    longest = max((row["total"] for row in rows), default=1)
    found = []
    for row in rows:
        words, value = said(row)
        query: QueryDict = request.GET.copy()
        query[name] = value
        found.append(
            Line(
                name=words,
                total=row["total"],
                pending=row["pending"],
                confirmed=row["confirmed"],
                width=round(1000 * row["total"] / longest),
                pending_width=round(1000 * row["pending"] / longest),
                href=f"{reverse('screening:findings')}?{query.urlencode()}",
            )
        )
    return found
