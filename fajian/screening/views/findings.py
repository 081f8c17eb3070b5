"""Pages on findings: the list, its files, one of them and its steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Cell
from fajian.engine.store.schema import tables
from fajian.orgs import history
from fajian.records import export, own
from fajian.screening import actions, labels
from fajian.screening.forms.lists import SEVERITIES, FindingFilter
from fajian.screening.forms.steps import (
    AdmitForm,
    AssignForm,
    ConfirmForm,
    DismissForm,
    ExemptForm,
    ExplainForm,
    ReturnForm,
)
from fajian.screening.models import Finding, Run
from fajian.screening.workflow import DECIDED, FINDING

FORMS: dict[str, type[CommandForm]] = {
    "assign": AssignForm,
    "explain": ExplainForm,
    "admit": AdmitForm,
    "return_": ReturnForm,
    "dismiss": DismissForm,
    "exempt": ExemptForm,
    "confirm": ConfirmForm,
}
ACTIONS: dict[str, Any] = {
    "assign": actions.assign,
    "explain": actions.explain,
    "admit": actions.admit,
    "return_": actions.return_,
    "dismiss": actions.dismiss,
    "exempt": actions.exempt,
    "confirm": actions.confirm,
}
PRESSING = ("assign", "return_", "confirm")  # not while a review or a suit is on its way
MOST = 50_000  # rows of an export
COLUMNS = (
    ("编号", 8.0), ("单位", 22.0), ("规则", 18.0), ("问题", 26.0), ("办件", 16.0), ("行为日期", 12.0),
    ("确定程度", 10.0), ("严重程度", 10.0), ("拟用语", 10.0), ("依据", 30.0), ("法律版本", 20.0),
    ("规则版本", 8.0), ("算法", 50.0), ("用到的值", 40.0), ("状态", 10.0), ("单位说明", 30.0), ("处理理由", 30.0),
)  # fmt: skip


def chosen(request: HttpRequest) -> tuple[FindingFilter, Any]:
    """The filters of the address and the findings in scope that fit them."""
    filters = FindingFilter(request.GET, user=request.user)
    return filters, filters.narrowed(Finding.objects.visible_to(request.user))


def findings(request: HttpRequest) -> HttpResponse:
    """The list, what several rules say of one record by one article once; counts by state and severity, each a link."""
    filters, rows = chosen(request)
    counted = rows.order_by().aggregate(
        total=Count("pk"),
        pending=Count("pk", filter=~Q(state__in=DECIDED)),
        overdue=Count("pk", filter=Q(state="open", held="", due_on__lt=timezone.localdate())),
        **{f"state_{state}": Count("pk", filter=Q(state=state)) for state in FINDING.states},
        **{f"severity_{place}": Count("pk", filter=Q(severity=word)) for place, word in enumerate(SEVERITIES)},
    )
    page = keyset(rows.once().select_related("unit", "assignee"), request.GET, order=("id",))
    beside = list(rows.beside(page.rows).order_by("pk")) if page.rows else []
    context = {
        "page": page,
        "lines": [(row, [one for one in beside if one.same_problem(row)]) for row in page.rows],
        "may_judge": bool(FINDING.allowed("open", role_of(request))),
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
            row.severity, row.wording, row.basis, row.law_version, row.rule_version, row.explanation,
            labels.cited(row.subject, row.evidence), row.state_word, row.unit_explanation, row.reason,
        ]  # fmt: skip


def visible_finding(request: HttpRequest, number: int) -> Finding:
    """The finding, or 404."""
    rows = Finding.objects.visible_to(request.user)
    with_all = rows.select_related("unit", "first_run", "last_run", "entry__ledger", "assignee")
    found: Finding = get_object_or_404(with_all, pk=number)
    return found


def finding(request: HttpRequest, number: int) -> HttpResponse:
    """One finding: rule, law, values, computation, what was said and decided, and the steps this user may take."""
    return show(request, visible_finding(request, number))


def show(request: HttpRequest, row: Finding, tried: CommandForm | None = None, step: str = "") -> HttpResponse:
    """The page; `tried` is the form of a step that was refused, with what was typed."""
    steps = [
        (one, f"screening:{one.name}", tried if tried and one.name == step else form_of(request, row, one.name))
        for one in FINDING.allowed(row.state, role_of(request))
        if not (row.held and one.name in PRESSING)
    ]
    subject, ours = tables().get(row.subject), own.url_of(row.subject, row.record_id)
    newest = Run.objects.filter(unit_path=row.last_run.unit_path, state="handed_over").order_by("-pk").first()
    context = {
        "finding": row,
        "subject": subject.label if subject else row.subject,
        "has_record": subject is not None and subject.record_key == (subject.key,) and not ours,
        "ours": ours,
        "our_word": "台账条目" if row.subject == "ledger_issues" else "任务或报送事项",
        "values": labels.values(row.subject, row.evidence, request.user),
        "steps": steps,
        "tried": step,
        "gone": newest if newest and newest.pk > row.last_run_id else None,
        "history": history.of(row),
        "beside": list(Finding.objects.visible_to(request.user).beside([row]).filter(unit=row.unit_id).order_by("pk")),
        "entry": entry_address(row),
        "unplaced": bool(row.agency_id) and own.agency_code(row.unit) != row.agency_id,
    }
    return render(request, "screening/finding.html", context, status=422 if tried is not None else 200)


def form_of(request: HttpRequest, row: Finding, step: str, data: Any = None) -> Any:
    """The form of a step; a leader of a unit names a person and no day."""
    more = {"role": role_of(request)} if step == "assign" else {}
    return FORMS[step](data, row=row, auto_id=f"{step}_%s", **more)


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
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """The office hands it to the unit, the unit's leader to a person."""
    return take(request, number, "assign")


@require_POST
def explain(request: HttpRequest, number: int) -> HttpResponse:
    """The unit explains."""
    return take(request, number, "explain")


@require_POST
def admit(request: HttpRequest, number: int) -> HttpResponse:
    """The unit admits."""
    return take(request, number, "admit")


@require_POST
def return_(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor wants to know more."""
    return take(request, number, "return_")


@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor dismisses."""
    return take(request, number, "dismiss")


@require_POST
def exempt(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor exempts."""
    return take(request, number, "exempt")


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """The supervisor confirms; a problem stands in the unit's ledger."""
    return take(request, number, "confirm")


def take(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take one step, or show the page again with what was wrong beside what was typed."""
    row = visible_finding(request, number)
    form = form_of(request, row, step, request.POST)
    if form.is_valid():
        with errors_in(form):
            ACTIONS[step](by=request.user, **form.command, finding=row, seen=form.version or 0, **form.values)
            messages.success(request, f"已{FINDING.step(step).button}。")
            return redirect("screening:finding", row.pk)
    return show(request, row, form, step)
