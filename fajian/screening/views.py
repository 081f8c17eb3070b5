"""Pages on runs and findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import Job
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Cell
from fajian.engine.store.schema import tables
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.records import export
from fajian.screening import actions, labels
from fajian.screening.forms import (
    SEVERITIES,
    AdmitForm,
    AskForm,
    ConfirmForm,
    DismissForm,
    ExplainForm,
    FindingFilter,
)
from fajian.screening.models import Finding, Run, Tally
from fajian.screening.workflow import FINDING

FORMS: dict[str, type[CommandForm]] = {
    "explain": ExplainForm,
    "admit": AdmitForm,
    "dismiss": DismissForm,
    "confirm": ConfirmForm,
}
ACTIONS: dict[str, Any] = {
    "explain": actions.explain,
    "admit": actions.admit,
    "dismiss": actions.dismiss,
    "confirm": actions.confirm,
}
MOST = 50_000  # rows of an export
COLUMNS = (
    ("编号", 8.0), ("单位", 22.0), ("规则", 18.0), ("问题", 26.0), ("办件", 16.0), ("行为日期", 12.0),
    ("确定程度", 10.0), ("严重程度", 10.0), ("拟用语", 10.0), ("依据", 30.0), ("算法", 50.0), ("状态", 10.0),
    ("单位说明", 30.0), ("处理理由", 30.0),
)  # fmt: skip


# ── runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            run = actions.ask(by=request.user, **form.command, **form.values)
            messages.success(request, "已开始筛查，完成后有提醒。")
            return redirect("screening:run", run.pk)
    return render(request, "screening/ask.html", {"form": form}, status=422 if form.errors else 200)


def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run: how far it is, counts by rule, what could not be judged."""
    row = get_object_or_404(Run.objects.visible_to(request.user).select_related("unit", "recorded_by"), pk=number)
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
        "is_whole": domain_scope(request.user).covers(row.unit_path),
        "newer": Run.objects.filter(unit_path=row.unit_path, state="handed_over", pk__gt=row.pk).exists(),
        "batches": len(row.manifest.get("batches", ())),
    }
    return render(request, "screening/run.html", context)


def by_rule(tallies: list[Tally]) -> list[dict[str, Any]]:
    """Hits and unknowns of each rule over the units in sight; the most hits first."""
    found: dict[str, dict[str, Any]] = {}
    for tally in tallies:
        line = found.setdefault(
            tally.rule_id, {"rule_id": tally.rule_id, "title": tally.title, "hits": 0, "unknown": 0, "units": 0}
        )
        line["hits"] += tally.hits
        line["unknown"] += tally.unknown
        line["units"] += bool(tally.hits)
    return sorted(found.values(), key=lambda line: (-line["hits"], -line["unknown"], line["rule_id"]))


# ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def chosen(request: HttpRequest) -> tuple[FindingFilter, Any]:
    """The filters of the address and the findings in scope that fit them."""
    filters = FindingFilter(request.GET, user=request.user)
    return filters, filters.narrowed(Finding.objects.visible_to(request.user))


def findings(request: HttpRequest) -> HttpResponse:
    """The list; counts by state and severity of what the other filters leave, each a link."""
    filters, rows = chosen(request)
    counted = rows.order_by().aggregate(
        total=Count("pk"),
        pending=Count("pk", filter=~Q(state__in=("dismissed", "confirmed"))),
        **{f"state_{state}": Count("pk", filter=Q(state=state)) for state in FINDING.states},
        **{f"severity_{place}": Count("pk", filter=Q(severity=word)) for place, word in enumerate(SEVERITIES)},
    )
    context = {
        "page": keyset(rows.select_related("unit"), request.GET, order=("id",)),
        "filters": filters,
        "counted": counted,
        "states": [(code, word, counted[f"state_{code}"]) for code, word in FINDING.states.items()],
        "severities": [(word, counted[f"severity_{place}"]) for place, word in enumerate(SEVERITIES)],
        "query": request.GET.urlencode(),
    }
    return render(request, "screening/findings.html", context)


def file(request: HttpRequest, form: str) -> FileResponse:
    """Exactly the findings the list shows, as a file."""
    if form not in export.FORMATS:
        raise Http404
    _, rows = chosen(request)
    listed = rows.select_related("unit").order_by("id")[:MOST]
    return export.table("疑点清单", COLUMNS, lines(listed), form=form)


def lines(listed: Any) -> Iterator[list[Cell]]:
    """The cells of each finding."""
    for row in listed.iterator(1_000):
        yield [
            row.pk, row.agency_name or row.unit.name, row.rule_id, row.title, row.record_id, row.step_on, row.certainty,
            row.severity, row.wording, row.basis, row.explanation, row.state_word, row.unit_explanation, row.reason,
        ]  # fmt: skip


def visible_finding(request: HttpRequest, number: int) -> Finding:
    """The finding, or 404."""
    rows = Finding.objects.visible_to(request.user)
    found: Finding = get_object_or_404(rows.select_related("unit", "first_run", "last_run", "entry__ledger"), pk=number)
    return found


def finding(request: HttpRequest, number: int) -> HttpResponse:
    """One finding: rule, law, values, computation, what was said and decided, and the steps this user may take."""
    return show(request, visible_finding(request, number))


def show(request: HttpRequest, row: Finding, tried: CommandForm | None = None, step: str = "") -> HttpResponse:
    """The page; `tried` is the form of a step that was refused, with what was typed."""
    steps = [
        (one, tried if tried is not None and one.name == step else FORMS[one.name](row=row, auto_id=f"{one.name}_%s"))
        for one in FINDING.allowed(row.state, role_of(request))
    ]
    subject = tables().get(row.subject)
    newest = Run.objects.filter(unit_path=row.last_run.unit_path, state="handed_over").order_by("-pk").first()
    context = {
        "finding": row,
        "subject": subject.label if subject else row.subject,
        "has_record": subject is not None and subject.record_key == (subject.key,),
        "values": labels.values(row.subject, row.evidence, request.user),
        "steps": steps,
        "tried": step,
        "gone": newest if newest and newest.pk > row.last_run_id else None,
        "history": history.of(row),
        "entry": entry_address(row),
        "unplaced": bool(row.agency_id) and row.unit.agency_id != row.agency_id,
    }
    return render(request, "screening/finding.html", context, status=422 if tried is not None else 200)


def role_of(request: HttpRequest) -> str:
    """The user's role; the gate lets nobody in without one."""
    return str(getattr(request.user, "role", ""))


def entry_address(row: Finding) -> str:
    """The page of the entry it became; "" without one."""
    try:
        return reverse("ledgers:entry", args=[row.entry_id]) if row.entry_id else ""
    except NoReverseMatch:
        return ""


@require_POST
def explain(request: HttpRequest, number: int) -> HttpResponse:
    """The unit explains."""
    return take(request, number, "explain")


@require_POST
def admit(request: HttpRequest, number: int) -> HttpResponse:
    """The unit admits."""
    return take(request, number, "admit")


@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor dismisses."""
    return take(request, number, "dismiss")


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor confirms; a problem stands in the unit's ledger."""
    return take(request, number, "confirm")


def take(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take one step, or show the page again with what was wrong beside what was typed."""
    row = visible_finding(request, number)
    form: Any = FORMS[step](request.POST, row=row, auto_id=f"{step}_%s")
    if form.is_valid():
        with errors_in(form):
            ACTIONS[step](by=request.user, **form.command, finding=row, seen=form.version or 0, **form.values)
            messages.success(request, f"已{FINDING.step(step).button}。")
            return redirect("screening:finding", row.pk)
    return show(request, row, form, step)
