"""专项行动: the list, the overview, its print."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, board, overview, rates
from fajian.campaigns.measures import measured
from fajian.campaigns.models import Campaign, Duty, LookBack, PastProblem, PlanDocument, SpotCheck
from fajian.campaigns.workflow import OWED
from fajian.core.forms import CommandForm
from fajian.core.paging import keyset
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import OVERDUE
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

PLANS_SHOWN = 30
WITH_CHART = ("leader", "supervisor", "discipline")


def index(request: HttpRequest) -> HttpResponse:
    """Campaigns in reach, those running first, newest first; for supervisors the plans that are not launched yet."""
    running_first = ("-state", "-id")  # "running" lies behind "finished" in the alphabet
    page = keyset(Campaign.objects.visible_to(request.user).select_related("unit"), request.GET, order=running_first)
    today = timezone.localdate()
    counts = {
        number: (total, done, late)
        for number, total, done, late in Duty.objects.visible_to(request.user)
        .filter(campaign__in=[row.pk for row in page.rows])
        .order_by()
        .values("campaign")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=~Q(state__in=OWED)),
            late=Count("pk", filter=Q(state__in=OWED, due_on__lt=today)),
        )
        .values_list("campaign", "total", "done", "late")
    }
    context: dict[str, Any] = {"page": page, "rows": [(row, *counts.get(row.pk, (0, 0, 0))) for row in page.rows]}
    user: Any = request.user
    if user.role == "supervisor":
        plans = PlanDocument.objects.visible_to(user).exclude(state__in=("launched", "dropped"))
        context["plans"] = plans.select_related("unit").defer("text")[:PLANS_SHOWN]
    return render(request, "campaigns/list.html", context)


def visible(request: HttpRequest, number: int) -> Campaign:
    """The campaign, or 404."""
    rows = Campaign.objects.visible_to(request.user).select_related("unit", "document")
    found: Campaign = get_object_or_404(rows, pk=number)
    return found


def campaign(request: HttpRequest, number: int) -> HttpResponse:
    """行动总览; ?all=1 shows the duties that everybody has done with, too."""
    row = visible(request, number)
    user: Any = request.user
    context = told(request, row)
    context["leads"] = user.role == "supervisor" and domain_scope(user).covers(row.unit_path)
    context["whole"] = domain_scope(user).covers(row.unit_path)
    seen = set(
        PlanDocument.objects.visible_to(user).filter(pk__in=row.chain.values("document")).values_list("pk", flat=True)
    )
    context["chain"] = [(one, one.document_id in seen) for one in row.chain.select_related("document")]
    context["shown"] = context["matrix"] if "all" in request.GET else context["matrix"].open()
    context["chart"] = user.role in WITH_CHART and context["all_problems"].total > 0
    context["command"] = CommandForm(row=row, auto_id=False)
    context["look_backs"] = look_backs(request, row)
    context["spot_checks"] = SpotCheck.objects.visible_to(user).filter(campaign=row)
    return render(request, "campaigns/campaign.html", context)


def look_backs(request: HttpRequest, row: Campaign) -> Any:
    """The campaign's look-backs, with how many problems in reach each has and how many of them are confirmed."""
    own = PastProblem.objects.visible_to(request.user).filter(look_back=OuterRef("pk")).order_by().values("look_back")
    found = LookBack.objects.visible_to(request.user).filter(campaign=row)
    return found.annotate(
        total=Subquery(own.annotate(n=Count("pk")).values("n")),
        confirmed=Subquery(own.filter(state="confirmed").annotate(n=Count("pk")).values("n")),
    )


def printed(request: HttpRequest, number: int) -> HttpResponse:
    """The overview for paper: duties with who is missing in words, no wide matrix."""
    return render(request, "campaigns/print.html", {**told(request, visible(request, number)), "now": timezone.now()})


def told(request: HttpRequest, row: Campaign) -> dict[str, Any]:
    """What both pages say."""
    today, user = timezone.localdate(), request.user
    units = overview.units_of(row, user)
    duties = overview.matrix(row, user, units, today)
    by_unit, everything = overview.problems(row, user, units, today)
    address, entries = reverse("campaigns:duties"), reverse("ledgers:problems")
    own = {"campaign": row.pk}

    def to_duties(state: str) -> str:
        return f"{address}?{urlencode({**own, 'state': state} if state else own)}"

    tiles = [("全部报送", "all", ""), ("已收", "taken", "taken"), ("待收", "handed_in", "handed_in"),
             ("退回", "returned", "returned"), ("快到期", "soon", "soon"), ("逾期未报", "late", "late")]  # fmt: skip
    return {
        "campaign": row,
        "today": today,
        "stages": [(stage, stage.progress(today)) for stage in row.stages.all()],
        "tasks": board.rows(row.tasks.select_related("campaign"), user, today),
        "targets": measured(row, user, today),
        "matrix": duties,
        "tiles": [
            {"word": word, "count": duties.counts.get(name, 0), "href": to_duties(state), "bad": name == "late"}
            for word, name, state in tiles
        ],
        "ledgers": Ledger.objects.visible_to(user).filter(actions.of_campaign(row)).count(),
        "to_ledgers": f"{reverse('ledgers:list')}?{urlencode({'source': row.source})}",
        "to_gatherings": f"{reverse('ledgers:gatherings')}?{urlencode({'source': row.source})}",
        "problems": [(part, problem_links(part, entries, row)) for part in by_unit],
        "all_problems": everything,
        "all_links": problem_links(everything, entries, row, whole=True),
        "states": PROBLEM.states,
        **rated(request, row, units, today),
    }


# Heading, name in rates.COUNTED or "missing", is it bad when it is not 0
RATED = (
    ("应报", "expected", False), ("已报", "received", False), ("按期", "on_time", False), ("迟报", "late", True),
    ("未报", "missing", True), ("退回过", "returned", False), ("零报告", "nil", False),
)  # fmt: skip


def rated(request: HttpRequest, row: Campaign, units: list[Unit], today: dt.date) -> dict[str, Any]:
    """报送率和及时率 by unit, of all periods or of the one asked for (?period=2026-03); each number with its rows."""
    found = rates.rates(Duty.objects.visible_to(request.user).filter(campaign=row), today)
    asked = request.GET.get("period", "")
    period = next((one for one in found.periods if rates.period_mark(one) == asked), None)
    place = {"campaign": str(row.pk)} | ({"period": asked} if period else {})
    address = reverse("campaigns:duties")

    def line(rate: rates.Rate) -> dict[str, Any]:
        unit = rate.unit
        alone = unit is None or overview.stands_alone(unit, units)
        whose = {"unit": str(unit.pk)} if unit else {}
        cells = [
            {
                "word": word,
                "count": getattr(rate, name),
                "href": f"{address}?{urlencode({**place, **whose, 'state': rates.COUNTED.get(name, 'late')})}",
                "bad": bad and getattr(rate, name) > 0,
            }
            for word, name, bad in RATED
        ]
        shares = [rates.percent_of(rate.completeness), rates.percent_of(rate.timeliness)]
        return {"unit": unit, "cells": cells, "alone": alone, "shares": shares}

    return {
        "rates": [line(rate) for rate in found.by_unit(period)],
        "rates_sum": line(found.sum(period)),
        "periods": [(rates.period_mark(one), rates.period_word(one)) for one in found.periods],
        "period": asked if period else "",
    }


def problem_links(part: overview.Problems, address: str, row: Campaign, *, whole: bool = False) -> list[dict[str, Any]]:
    """The numbers of a unit, or of all, each with the list that shows its rows."""
    place = {"source": row.source} if whole else {"source": row.source, "unit": str(part.unit.pk)}
    listed = [(word, count, {"state": state}) for state, word, count in part.states]
    listed += [("逾期", part.overdue, {"state": OVERDUE}), ("合计", part.total, {})]
    return [
        {
            "word": word,
            "count": count,
            "href": f"{address}?{urlencode({**place, **more})}" if part.whole else "",
            "bad": word in ("逾期", "反弹") and count > 0,
        }
        for word, count, more in listed
    ]


def urge(request: HttpRequest, number: int) -> HttpResponse:
    """催办."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    told_units = actions.urge(by=request.user, **form.command, campaign=row)
    messages.success(request, f"已向 {told_units} 个单位发出催办提醒。")
    return redirect(row)
