"""责任追究: the list and the table counted from it, one case, its steps, those held to account."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import XLSX, download
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import file_name
from fajian.orgs import history
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import domain_scope
from fajian.supervision import actions, annex, blame
from fajian.supervision.forms.accountability import (
    AccountabilityFilter,
    BlamedForm,
    CarryOutForm,
    DecideForm,
    EstablishForm,
    EventForm,
    NoteForm,
    SpareForm,
    SparingForm,
)
from fajian.supervision.forms.common import ShortReasonForm
from fajian.supervision.models import Accountability, Responsible, Transfer
from fajian.supervision.workflow import ACCOUNTABILITY

WAYS: dict[str, Way] = {
    "establish": Way(EstablishForm, actions.establish, "", "已认定过错。"),
    "propose": Way(CommandForm, actions.propose_accountability, "提请后由另一位有权的人员决定。", "已提请追究。"),
    "propose_sparing": Way(
        SparingForm, actions.propose_sparing, "不予追究须逐案说明理由，由另一位有权的人员决定。", "已提请不予追究。"
    ),
    "decide": Way(
        DecideForm, actions.decide_accountability,
        "登记有权机关的决定：人员处理由本机关或者任免机关决定，取消执法资格由司法行政部门，政务处分由任免机关或者监察机关。",
        "追究决定已登记，并通知单位。",
    ),
    "spare": Way(SpareForm, actions.spare, "决定后由监督机关核查。", "已决定不予追究。"),
    "return_": Way(NoteForm, actions.return_accountability, "", "已退回重新认定。"),
    "carry_out": Way(CarryOutForm, actions.carry_out, "", "已登记执行。"),
    "close": Way(NoteForm, actions.close_accountability, "请写明核查了什么。", "已核查办结。"),
    "send_back": Way(NoteForm, actions.send_back_accountability, "", "已核查退回，并通知单位。"),
    "drop": Way(NoteForm, actions.drop_accountability, "撤销后不再计数；记录和理由保留。", "已撤销。"),
}  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """Cases in reach, newest first, and what the table counts of them."""
    filters = AccountabilityFilter(request.GET, user=request.user)
    rows = filters.narrowed(Accountability.objects.visible_to(request.user))
    context = {
        "page": keyset(rows.select_related("unit", "office"), request.GET),
        "filters": filters,
        "asked": bool(filters.changed_data),
        "counts": counted(rows.standing()),
        "query": request.GET.urlencode(),
    }
    return render(request, "supervision/accountabilities.html", context)


def counted(rows: Any) -> list[tuple[str, int]]:
    """(label, number) of cases, of those decided, of persons and units held to account, of cases spared."""
    decided = Q(decided_on__isnull=False)
    cases = rows.order_by().aggregate(
        all=Count("pk"),
        pursued=Count("pk", filter=decided & Q(conclusion="pursue")),
        spared=Count("pk", filter=decided & Q(conclusion="spare")),
    )
    held = Responsible.objects.filter(
        struck_out=False, accountability__in=rows.filter(decided, conclusion="pursue").order_by().values("pk")
    )
    return [
        ("立案", cases["all"]),
        ("决定追究", cases["pursued"]),
        ("追究人次（含单位）", held.exclude(measure="").count()),
        ("不予追究", cases["spared"]),
    ]


def table(request: HttpRequest) -> HttpResponse:
    """附件8 of the cases the filters leave."""
    filters = AccountabilityFilter(request.GET, user=request.user)
    rows = filters.narrowed(Accountability.objects.visible_to(request.user).standing())
    cases = rows.select_related("unit").prefetch_related("responsible").order_by("unit_path", "pk")
    user: Any = request.user
    unit, today = user.unit.name if user.unit else "", timezone.localdate()
    name = f"{file_name(f'行政执法过错责任追究情况统计表 {unit}')} {today:%Y%m%d}.xlsx"
    return download(name, annex.written(cases, unit, today), XLSX)


def new(request: HttpRequest) -> HttpResponse:
    """立案追责; `?source=finding:12&unit=3&label=…` comes from the page it was found on."""
    source = request.GET.get("source", "")[:60]
    first = {
        "source": source,
        "origin": blame.origin_of(source),
        "unit": request.GET.get("unit", ""),
        "source_label": request.GET.get("label", "")[:200],
    }
    made: list[Accountability] = []

    def act(form: Any) -> str:
        made.append(actions.open_accountability(by=request.user, **form.command, **form.given))
        return "已立案，请认定过错、登记责任人。"

    form = bound(request, EventForm, user=request.user, initial={name: text for name, text in first.items() if text})
    back, lead = reverse("supervision:accountabilities"), "一案一立，同一来源只立一次。"
    return step(request, form, act, back, title="立案追责", lead=lead, onward=lambda: made[0].get_absolute_url())


def visible(request: HttpRequest, number: int) -> Accountability:
    """The case, or 404."""
    rows = Accountability.objects.visible_to(request.user)
    beside = ("unit", "office", "proposed_by", "decided_by")
    found: Accountability = get_object_or_404(rows.select_related(*beside), pk=number)
    return found


def keeps(user: Any, row: Accountability) -> bool:
    """Does the user write for the body that keeps it?"""
    return bool(user.role in WRITERS and user.unit_id == row.office_id)


def accountability(request: HttpRequest, number: int) -> HttpResponse:
    """One case; the unit sees of another body's case what was decided, not how it came to that."""
    row, user = visible(request, number), request.user
    inside = domain_scope(user).covers(row.office_path)
    context = {
        "case": row,
        "inside": inside,
        "may_send": keeps(user, row) and row.state != "dropped",
        "transfers": Transfer.objects.visible_to(user).filter(source=f"accountability:{row.pk}"),
        "may_name": keeps(user, row) and row.state == "open",
        "steps": [(name, WAYS[name].title) for name in may(row, user)],
        "responsible": row.responsible.all() if inside else row.responsible.filter(struck_out=False),
        "history": history.of(row) if inside else [],
    }
    return render(request, "supervision/accountability.html", context)


def may(row: Accountability, user: Any) -> list[str]:
    """Names of the steps this user may take now, in the table's order."""
    found = [one.name for one in ACCOUNTABILITY.allowed(row.state, user.role) if one.name in WAYS]
    proposed_it = user.is_person(row.proposed_by)
    inside = domain_scope(user).covers(row.office_path)
    allowed = {"close", "send_back"} if inside and not proposed_it and user.unit_id != row.unit_id else set()
    if keeps(user, row):
        allowed |= {"establish", "propose", "propose_sparing", "carry_out", "drop"}
    if not proposed_it and (keeps(user, row) or (user.role == "leader" and inside)):
        allowed |= {"return_", "decide" if row.conclusion == "pursue" else "spare"}
    return [name for name in found if name in allowed]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a case."""
    row = visible(request, number)
    if name not in WAYS or name not in may(row, request.user):
        raise Http404
    return taking(request, WAYS[name], "accountability", row, lead=f"{row.unit.name}，{row.title}")


def name_responsible(request: HttpRequest, number: int) -> HttpResponse:
    """登记责任人."""
    row = visible(request, number)
    if not keeps(request.user, row) or row.state != "open":
        raise Http404

    def act(form: Any) -> str:
        given = {"accountability": row, "seen": form.version or 0, "blamed": form.blamed}
        actions.name_responsible(by=request.user, **form.command, **given)
        return "责任人已登记。"

    form = bound(request, BlamedForm, row=row)
    told = "承办、审核、批准各环节的责任分开认定；登记有误的作废后重新登记。"
    return step(request, form, act, row.get_absolute_url(), title="登记责任人", lead=row.title, told=told)


def strike_responsible(request: HttpRequest, number: int) -> HttpResponse:
    """作废责任人."""
    found = Responsible.objects.filter(accountability__in=Accountability.objects.visible_to(request.user))
    row = get_object_or_404(found.select_related("accountability__office", "unit"), pk=number)
    case = row.accountability
    if row.struck_out or not keeps(request.user, case) or case.state != "open":
        raise Http404

    def act(form: Any) -> str:
        actions.strike_responsible(
            by=request.user, **form.command, responsible=row, seen=form.version or 0, **form.values
        )
        return "责任人已作废。"

    form = bound(request, ShortReasonForm, row=row)
    lead = f"{row}，{row.role_word}"
    return step(request, form, act, case.get_absolute_url(), title="作废责任人", lead=lead)
