"""查证: is a publication what this system published, and does a printed checkpoint fit the audit chain."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.core.checkpoints import Checkpoint, checkpoint
from fajian.core.models import Event
from fajian.publicity.forms.public import CheckpointForm, NumberForm
from fajian.publicity.models import Publication
from fajian.publicity.views.public import editions

MOST = 20


def verify(request: HttpRequest) -> HttpResponse:
    """A decision by its number; the three lines of a checkpoint. Nothing that is asked is kept."""
    asked = request.GET
    number = NumberForm(asked if "number" in asked else None)
    mark = CheckpointForm(asked if "checkpoint" in asked else None)
    rows: list[tuple[Any, Any]] | None = None
    if number.is_valid():
        found = Publication.objects.asked().filter(number=number.cleaned_data["number"]).select_related("unit")
        rows = [(row, list(row.editions.all())[-1]) for row in found.prefetch_related(editions())[:MOST]]
    context: dict[str, Any] = {
        "number": number,
        "mark": mark,
        "rows": rows,
        "now": checkpoint() if Event.objects.exists() else None,
    }
    if mark.is_valid():
        context["marks"] = [(one, fits(one)) for one in mark.cleaned_data["checkpoint"]]
    return render(request, "publicity/verify.html", context)


def fits(one: Checkpoint) -> bool:
    """Does the chain, as it stands, hold this event with this hash?"""
    found = Event.objects.filter(seq=one.size).values_list("hash", flat=True).first()
    return found == one.hash and one.origin == checkpoint().origin
