"""方案档案: the plan as a document – where it is registered, what it follows, what it wants, who stands behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.campaigns.editing import standing
from fajian.campaigns.models import Campaign, HigherPlan
from fajian.campaigns.views.plans import visible
from fajian.engine.plans.archive import guiding, registration


def archive(request: HttpRequest, number: int) -> HttpResponse:
    """The file page of a plan; its campaign's chain of higher plans where it runs."""
    row = visible(request, number)
    campaign = Campaign.objects.visible_to(request.user).filter(document=row).first()
    context = {
        "document": row,
        "plan": standing(row).plan,
        "registration": registration(row.text),
        "guiding": guiding(row.text),
        "campaign": campaign,
        "chain": HigherPlan.objects.filter(campaign=campaign).select_related("document") if campaign else (),
    }
    return render(request, "campaigns/archive.html", context)
