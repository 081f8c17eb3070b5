"""统计与报告 of a campaign: the numbers, each with the list behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.models import Campaign, Snapshot
from fajian.campaigns.rates import percent
from fajian.campaigns.views.campaigns import visible
from fajian.core.paging import keyset
from fajian.orgs.scope import domain_scope
from fajian.reporting import blanks, comparison, completeness, counters, drafts, figures, ranking
from fajian.reporting.forms import PackForm, SpanFilter
from fajian.reporting.measures import DUTIES, FINDINGS, MEASURES, PROBLEMS, month_of
from fajian.reporting.measures import rows as rows_of

SNAPSHOTS = 24  # listed, newest first
TILES = ("problems", "new", "closed_now", "open", "overdue", "came_back", "duties_late", "findings_open")
COLUMNS = ("problems", "new", "closed_now", "closed", "open", "overdue")
# Which way leads from a counted row to what a list shows of it.
LISTED = {"problems": ("entry__ledger", "unit"), "duties": ("unit",), "findings": ("unit",)}
ORDER = {"problems": ("entry_id",), "duties": ("order_on", "id"), "findings": ("id",)}


def campaign(request: HttpRequest, number: int) -> HttpResponse:
    """Numbers, achievements, drafts of one campaign, for all units the user sees or for one of them."""
    row = visible(request, number)
    asked = filters(request, row)
    read = figures.read(row, request.user, asked.span, asked.chosen)
    context = {
        "campaign": row,
        "filters": asked,
        "read": read,
        "tiles": [
            {"word": MEASURES[code].title, "count": read.total.get(code, 0), "bad": MEASURES[code].bad, "href": href}
            for code in TILES
            for href in [link(row, code, asked)]
        ],
        "headings": [MEASURES[code].title for code in COLUMNS],
        "units": [
            (
                unit,
                [(read.of(unit.pk)[code], link(row, code, asked, unit.pk)) for code in COLUMNS],
                rate(read.of(unit.pk)),
            )
            for unit in read.units
        ],
        "all": ([(read.total.get(code, 0), link(row, code, asked)) for code in COLUMNS], rate(read.total)),
        "counters": counters.read(row, request.user, read),
        "compared": comparison.read(row, request.user, read.units, asked.today),
        "kinds": [(kind, drafts.span_of(kind, row, asked.today, asked.first_on)) for kind in drafts.kinds().values()],
        "snapshots": Snapshot.objects.visible_to(request.user).filter(campaign=row)[:SNAPSHOTS],
        "blanks": blanks.books(row, request.user),
        "leads": leads(request, row),
        "query": urlencode(asked.asked),
        "definitions": [*PROBLEMS, *DUTIES, *FINDINGS],
    }
    return render(request, "reporting/campaign.html", context)


def leads(request: HttpRequest, row: Campaign) -> bool:
    """Is it this supervisor's campaign?"""
    user: Any = request.user
    return user.role == "supervisor" and domain_scope(user).covers(row.unit_path)


def filters(request: HttpRequest, row: Campaign) -> SpanFilter:
    """The month and unit of the address."""
    return SpanFilter(request.GET, campaign=row, user=request.user, today=timezone.localdate())


def rate(numbers: figures.Numbers) -> str:
    """销号率."""
    return percent(numbers.get("closed", 0), numbers.get("problems", 0))


def link(row: Campaign, measure: str, asked: SpanFilter, unit: int | None = None) -> str:
    """The list behind a number."""
    query = asked.asked | ({"unit": str(unit)} if unit else {})
    return f"{reverse('reporting:rows', args=[row.pk, measure])}?{urlencode(query)}"


def rows(request: HttpRequest, number: int, measure: str) -> HttpResponse:
    """Exactly the rows a number counts."""
    row = visible(request, number)
    if measure not in MEASURES:
        raise Http404
    asked, counted = filters(request, row), MEASURES[measure]
    units = [asked.chosen] if asked.chosen else list(asked.units.values())
    found = rows_of(counted, row, request.user, asked.span).filter(unit__in=units)
    found = found.select_related(*LISTED[counted.subject])
    context: dict[str, Any] = {
        "campaign": row,
        "filters": asked,
        "measure": counted,
        "count": found.count(),
        "page": keyset(found, request.GET, order=ORDER[counted.subject]),
        "back": f"{reverse('reporting:campaign', args=[row.pk])}?{urlencode(asked.asked)}",
    }
    return render(request, "reporting/rows.html", context)


def ranked(request: HttpRequest, number: int) -> HttpResponse:
    """The units in order, with the formula. Only for those who look over several units."""
    row, today = visible(request, number), timezone.localdate()
    read = figures.read(row, request.user, month_of(today, today))
    context = {"campaign": row, "read": read, "places": ranking.ranked(read), "parts": ranking.parts()}
    return render(request, "reporting/ranking.html", context)


def checked(request: HttpRequest, number: int) -> HttpResponse:
    """资料自检: what is missing, what contradicts."""
    row, today = visible(request, number), timezone.localdate()
    checks = completeness.read(row, request.user, month_of(today, today))
    form = PackForm(campaign=row, user=request.user)
    context = {"campaign": row, "checks": checks, "today": today, "form": form}
    return render(request, "reporting/completeness.html", context)
