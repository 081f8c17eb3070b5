"""What a batch comes to: figures, the list of results, the draft of a circular."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.core import downloads
from fajian.review import figures, papers
from fajian.review.views.batches import visible


def page(request: HttpRequest, number: int) -> HttpResponse:
    """Scores by unit, frequent problems, agreement and drift."""
    row = visible(request, number)
    context = {"batch": row, "figures": figures.of(row), "files": row.samples.count()}
    return render(request, "review/statistics.html", context)


def file(request: HttpRequest, number: int) -> HttpResponse:
    """The list of results as a workbook."""
    row = visible(request, number)
    return downloads.workbook(f"{row.title}结果", papers.results(row, figures.of(row)), timezone.localdate())


def circular(request: HttpRequest, number: int) -> HttpResponse:
    """A draft of the circular."""
    row = visible(request, number)
    letter = papers.circular(row, figures.of(row))
    return downloads.document(f"{row.title}情况通报（草稿）", letter, timezone.localdate())
