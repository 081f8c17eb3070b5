"""Pages on runs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import Job
from fajian.core.pages import pressed
from fajian.core.paging import keyset
from fajian.orgs.scope import domain_scope
from fajian.screening import actions, terms
from fajian.screening.forms.lists import AskForm
from fajian.screening.models import Run, Tally


def runs(request: HttpRequest) -> HttpResponse:
    """The runs, newest first, each with the figures of the user's own scope."""
    page = keyset(Run.objects.visible_to(request.user).select_related("unit", "recorded_by"), request.GET)
    sums = (
        Tally.objects.visible_to(request.user)
        .filter(run__in=[run.pk for run in page.rows])
        .order_by("run")
        .values("run")
        .annotate(hits=Sum("hits"), unknown=Sum("unknown"))
    )
    by_run = {line["run"]: line for line in sums}
    lines = [(run, by_run.get(run.pk, {"hits": 0, "unknown": 0})) for run in page.rows]
    return render(request, "screening/runs.html", {"page": page, "lines": lines})


def ask(request: HttpRequest) -> HttpResponse:
    """The form that starts a run."""
    form = AskForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            run = actions.ask(by=request.user, **form.command, **form.values)
            messages.success(request, "已开始筛查，完成后有提醒。")
            return redirect("screening:run", run.pk)
    return render(request, "screening/ask.html", {"form": form}, status=422 if form.errors else 200)


def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run: how far it is, counts by rule, what could not be judged."""
    row = get_object_or_404(
        Run.objects.visible_to(request.user).select_related("unit", "recorded_by", "pack"), pk=number
    )
    tallies = list(Tally.objects.visible_to(request.user).filter(run=row))
    job = Job.objects.filter(name="screening.run", arguments={"screening": row.pk}).order_by("-pk").first()
    waiting = row.state == "waiting"
    context = {
        "run": row,
        "job": job if waiting else None,
        "running": waiting and job is not None and job.state in ("waiting", "running"),
        "rules": by_rule(tallies),
        "gaps": sorted((tally for tally in tallies if tally.unknown), key=lambda tally: -tally.unknown),
        "hits": sum(tally.hits for tally in tallies),
        "unknown": sum(tally.unknown for tally in tallies),
        "exempt": sum(tally.exempt for tally in tallies),
        "is_whole": domain_scope(request.user).covers(row.unit_path),
        "newer": Run.objects.filter(unit_path=row.unit_path, state="handed_over", pk__gt=row.pk).exists(),
        "terms": terms.of(row) if row.state == "handed_over" else None,
        "command": CommandForm(row=row),
        "repeats": list(row.repeats.select_related("recorded_by")),
    }
    return render(request, "screening/run.html", context)


@require_POST
def repeat(request: HttpRequest, number: int) -> HttpResponse:
    """Have the run carried out again, to see that it comes to the same."""
    row = get_object_or_404(Run.objects.visible_to(request.user), pk=number)
    try:
        actions.repeat(by=request.user, **pressed(request, row), run=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已开始重算，完成后有提醒。")
    return redirect("screening:run", row.pk)


def by_rule(tallies: list[Tally]) -> list[dict[str, Any]]:
    """Hits and unknowns of each rule over the units in sight; the most hits first."""
    found: dict[str, dict[str, Any]] = {}
    for tally in tallies:
        line = found.setdefault(
            tally.rule_id,
            {"rule_id": tally.rule_id, "title": tally.title, "hits": 0, "unknown": 0, "units": 0, "exempt": 0},
        )
        line["hits"] += tally.hits
        line["unknown"] += tally.unknown
        line["exempt"] += tally.exempt
        line["units"] += bool(tally.hits)
    return sorted(found.values(), key=lambda line: (-line["hits"], -line["unknown"], line["rule_id"]))
