"""By unit: 事前公开 with its eight contents, and 谁执法谁普法 with a year's list, activities and cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Sheet
from fajian.orgs.models import Unit
from fajian.publicity import beforehand, teaching, terms
from fajian.publicity.kinds import kinds
from fajian.publicity.models import Publication
from fajian.publicity.views.public import editions


def agencies(request: HttpRequest) -> Any:
    """The units that enforce and that this user may see, in the order of the tree."""
    return Unit.objects.visible_to(request.user).open().filter(kind="agency")


def before(request: HttpRequest) -> HttpResponse:
    """事前公开 of each unit."""
    page = keyset(agencies(request), request.GET, order=("path", "id"))
    context = {"page": page, "lines": beforehand.lines(page.rows), "contents": beforehand.contents()}
    return render(request, "publicity/before.html", context)


def law(request: HttpRequest) -> HttpResponse:
    """谁执法谁普法 of a year, by unit."""
    year = teaching.year(request.GET.get("year", ""), timezone.localdate())
    page = keyset(agencies(request), request.GET, order=("path", "id"))
    context = {"page": page, "lines": teaching.lines(page.rows, year), "year": year, "headings": teaching.HEADINGS}
    return render(request, "publicity/law.html", context)


def law_file(request: HttpRequest, number: int) -> HttpResponse:
    """普法台账 of the year: each activity, list, case and interpretation that went out."""
    year = teaching.year(str(number), timezone.localdate())
    title = f"{year}年普法台账"
    lines = list(teaching.ledger(agencies(request), year))
    sheet = Sheet(name="普法台账", title=title, columns=teaching.COLUMNS, rows=lines)
    return workbook(title, [sheet], timezone.localdate())


def annual(request: HttpRequest) -> HttpResponse:
    """年度行政执法情况 of the last year, or of the one asked for: which units made it public, and in time."""
    asked = teaching.year(request.GET.get("year", ""), timezone.localdate())
    year = asked if "year" in request.GET else asked - 1
    page = keyset(agencies(request), request.GET, order=("path", "id"))
    rows = Publication.objects.of_year(year).filter(unit__in=page.rows)
    latest = {row.unit_id: row for row in rows.order_by("pk")}
    context = {"page": page, "lines": [(unit, latest.get(unit.pk)) for unit in page.rows], "year": year,
               "due_on": terms.of_year(kinds()["annual"], str(year)), "today": timezone.localdate()}  # fmt: skip
    return render(request, "publicity/annual.html", context)


def inside(request: HttpRequest) -> HttpResponse:
    """What is public among units only, as far as this user belongs to them."""
    rows = Publication.objects.inside(request.user).select_related("unit").prefetch_related(editions())
    page = keyset(rows, request.GET, order=("-published_on", "-id"))
    lines = [(row, list(row.editions.all())[-1].lines[0][1]) for row in page.rows]
    return render(request, "publicity/inside.html", {"page": page, "lines": lines})


def inside_record(request: HttpRequest, number: int) -> HttpResponse:
    """One of them."""
    rows = Publication.objects.inside(request.user).select_related("unit").prefetch_related(editions())
    row = get_object_or_404(rows, pk=number)
    listed = list(row.editions.all())
    context = {"row": row, "title": listed[-1].lines[0][1], "edition": listed[-1], "corrections": listed[1:],
               "shown": True, "inside": True}  # fmt: skip
    return render(request, "publicity/record.html", context)
