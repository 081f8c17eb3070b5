"""信用: the events on record, one event with its party's grade explained, requests, the exchange with the platform."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions, exchange
from fajian.commitments.forms.applications import NoteForm
from fajian.commitments.forms.credit import AnswersForm, EventFilter, EventForm, RequestForm
from fajian.commitments.grading import grade
from fajian.commitments.models import CreditEvent, CreditRequest
from fajian.commitments.views.applications import taken
from fajian.commitments.words import grade_rule
from fajian.commitments.workflow import CREDIT, REQUEST
from fajian.core.downloads import CSV, download, made, workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Sheet, write_csv
from fajian.orgs import history

TITLE = "告知承诺信用信息"
REQUESTS: dict[str, Way] = {
    "accept": Way(CommandForm, actions.accept_request, "受理后按法定期限办结。", "已受理。"),
    "refuse": Way(NoteForm, actions.refuse_request, "写明不予受理的理由。", "已登记不予受理。"),
    "extend": Way(NoteForm, actions.extend_request, "信用修复可以延长一次，写明怎样告知的。", "已延长。"),
    "uphold": Way(
        NoteForm, actions.uphold, "同意修复的，停止公示；同意异议的，更正撤销。由承办人以外的人决定。", "已同意。"
    ),
    "deny": Way(NoteForm, actions.deny_request, "写明理由，由承办人以外的人决定。", "已登记不同意。"),
}
REVOKE = {"revoke": Way(NoteForm, actions.revoke_event, "写明为什么更正，记录保留。", "已更正撤销。")}


def listing(request: HttpRequest) -> HttpResponse:
    """The events one may see."""
    filters = EventFilter(request.GET)
    rows = filters.narrowed(CreditEvent.objects.visible_to(request.user)).select_related("unit")
    context = {
        "page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data),
        "rule": grade_rule(),
    }  # fmt: skip
    return render(request, "commitments/events.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """记录信用事件."""
    made_ = list[CreditEvent]()

    def act(form: Any) -> str:
        made_.append(actions.record_event(by=request.user, **form.command, **form.given))
        return "已记录。"

    form, back = bound(request, EventForm, user=request.user), reverse("commitments:events")
    lead = "凭已经生效的文书记录；记错了的更正撤销，不删除。"
    return step(
        request, form, act, back, title="记录信用事件", lead=lead, onward=lambda: made_[0].get_absolute_url()
    )  # fmt: skip


def visible(request: HttpRequest, number: int) -> CreditEvent:
    """The event, or 404."""
    found: CreditEvent = get_object_or_404(
        CreditEvent.objects.visible_to(request.user).select_related("unit"), pk=number
    )
    return found


def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event, its requests, and the grade of its party with every event that makes it."""
    row, today, user = visible(request, number), timezone.localdate(), request.user
    requests = row.requests.select_related("handled_by", "decided_by")
    context = {
        "row": row,
        "may_revoke": revocable(row, user),
        "requests": [(one, request_steps(one, user)) for one in requests],
        "grade": grade(CreditEvent.objects.of(row.party), today),
        "today": today,
        "history": history.of(row),
    }
    return render(request, "commitments/event.html", context)


def revocable(row: CreditEvent, user: Any) -> bool:
    """May this person put the record right now?"""
    return "revoke" in [one.name for one in CREDIT.allowed(row.state, user.role)]


def request_steps(row: CreditRequest, user: Any) -> list[tuple[str, str]]:
    """What this person may do with a request now."""
    other = not user.is_person(row.handled_by)
    fits = {"extend": row.kind == "repair" and row.extended_on is None, "uphold": other, "deny": other}
    return [(one.name, one.button) for one in REQUEST.allowed(row.state, user.role) if fits.get(one.name, True)]


def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """更正撤销."""
    row = visible(request, number)
    buttons = {"revoke": "更正撤销"} if revocable(row, request.user) else {}
    return taken(request, row, "event", "revoke", buttons, REVOKE)


def ask(request: HttpRequest, number: int) -> HttpResponse:
    """登记信用修复、异议申请."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.request(by=request.user, **form.command, event=row, **form.values)
        return "已登记申请。"

    form, back = bound(request, RequestForm), row.get_absolute_url()
    return step(request, form, act, back, title="登记修复、异议申请", lead=str(row))


def answer(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a request."""
    rows = CreditRequest.objects.visible_to(request.user).select_related("event", "handled_by")
    row = get_object_or_404(rows, pk=number)
    return taken(request, row, "request", name, dict(request_steps(row, request.user)), REQUESTS)


def push(request: HttpRequest) -> HttpResponse:
    """推送: what the platform does not have yet is put into a file."""

    def act(form: Any) -> str:
        count = actions.push(by=request.user, **form.command)
        return f"{count} 件已列入推送的表，请导出后报送平台。"

    back = reverse("commitments:events")
    told = "未推送和有变动的信用事件列入今天的表；平台返回的表再收回。"
    onward = lambda: f"{back}?push=pushed"  # noqa: E731
    return step(
        request, bound(request, CommandForm), act, back, title="推送信用信息", lead=TITLE, told=told, onward=onward
    )


def answers(request: HttpRequest) -> HttpResponse:
    """收回平台反馈."""

    def act(form: Any) -> str:
        found = exchange.answers(form.cleaned_data["upload"])
        counted = actions.take_answers(by=request.user, **form.command, answers=found)
        return f"平台接收 {counted['taken']} 件，退回 {counted['rejected']} 件。"

    back = reverse("commitments:events")
    return step(request, bound(request, AnswersForm), act, back, title="收回平台反馈", lead=TITLE)


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The events as the filters leave them, as the platform takes them: XLSX or CSV."""
    today = timezone.localdate()
    rows = EventFilter(request.GET).narrowed(CreditEvent.objects.visible_to(request.user)).select_related("unit")
    lines = exchange.lines(rows.order_by("pk"))
    if kind == "csv":
        headings = [column.label for column in exchange.COLUMNS]
        content = made(lambda place: write_csv(place, headings, lines))
        return download(f"{TITLE} {today:%Y%m%d}.csv", content, CSV)
    return workbook(TITLE, [Sheet(name="信用信息", title=TITLE, columns=exchange.COLUMNS, rows=lines)], today)
