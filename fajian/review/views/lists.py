"""案卷评查: what waits for this person, what the office reviews, what was told to the unit; the standards."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.core.paging import keyset
from fajian.engine.reviews.standards import newest
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import AREA
from fajian.review.models import Batch, Sample, ScoreSheet
from fajian.review.workflow import SAMPLE, SHEET

MOST = 100  # of one's own sheets


def index(request: HttpRequest) -> HttpResponse:
    """Each role's part of it."""
    user: Any = request.user
    state = request.GET.get("state", "")
    narrowed = {"state": state} if state in ("assigned", "fed_back") else {}
    mine = ScoreSheet.objects.filter(reviewer=user, **narrowed).standing()
    mine = mine.select_related("sample__batch", "sample__unit")
    context: dict[str, Any] = {
        "narrowed": SHEET.states.get(state) or SAMPLE.states.get(state) if narrowed else "",
        "sheets": mine.order_by("state", "sample__batch__due_on", "pk")[:MOST],
        "standards": newest().values(),
    }
    if user.role in AREA:
        counted = Count("samples"), Count("samples", filter=Q(samples__state="settled"))
        rows = Batch.objects.visible_to(user).select_related("unit")
        context["page"] = keyset(rows.annotate(files=counted[0], settled=counted[1]), request.GET)
    elif user.role in UNIT:
        told = Sample.objects.visible_to(user).filter(**narrowed).select_related("batch", "unit")
        context["told"] = keyset(told, request.GET)
    return render(request, "review/list.html", context)


def standard(request: HttpRequest, code: str) -> HttpResponse:
    """One standard as people read it."""
    found = newest().get(code)
    if found is None:
        raise Http404
    return render(request, "review/standard.html", {"standard": found})
