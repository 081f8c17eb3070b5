"""通报: the list, one circular, its steps, its signing by units."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.core import files
from fajian.core.downloads import DOCX, download
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.supervision import actions, cases, circular_papers
from fajian.supervision.forms.circulars import IssueForm, PublishForm, SignForm, ToldForm
from fajian.supervision.forms.common import ReasonForm
from fajian.supervision.models import Circular, CircularCopy
from fajian.supervision.views.matters import is_unit
from fajian.supervision.workflow import CIRCULAR

WAYS: dict[str, Way] = {
    "submit": Way(CommandForm, actions.submit_circular, "送另一位监督人员签发。", "已送签。"),
    "issue": Way(IssueForm, actions.issue_circular, "签发后编文号、定稿，发给的单位收到提醒、签收。", "已签发。"),
    "return_": Way(ReasonForm, actions.return_circular, "", "已退回修改。"),
    "publish": Way(PublishForm, actions.publish_circular, "登记在哪里、哪一天公布的。", "已登记公布。"),
    "withdraw": Way(ReasonForm, actions.withdraw_circular, "文号留在登记簿里，发给的单位收到提醒。", "已撤回。"),
    "drop": Way(ReasonForm, actions.drop_circular, "", "已作废。"),
}


def index(request: HttpRequest) -> HttpResponse:
    """Circulars in reach, newest first; `unsigned`: for units those it has not signed for."""
    rows = Circular.objects.visible_to(request.user)
    unsigned = request.GET.get("unsigned") == "1" and is_unit(request.user)
    if unsigned:
        waiting = CircularCopy.objects.visible_to(request.user).unsigned()
        rows = rows.filter(pk__in=waiting.order_by().values("circular"))
    page = keyset(rows.select_related("unit", "office", "number"), request.GET)
    return render(request, "supervision/circulars.html", {"page": page, "unsigned": unsigned})


def new(request: HttpRequest) -> HttpResponse:
    """拟制通报; `?source=entry:12` or `penalties:A-7` starts a 典型案例 from what happened there."""
    made: list[Circular] = []

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.draft_circular(by=request.user, **form.command, unit=unit, told=form.told))
        return "草稿已保存，下载看过后送签。"

    form = bound(
        request, ToldForm, user=request.user, initial=cases.drafted(request.user, request.GET.get("source", ""))
    )
    lead = "拒不执行制度、问题突出的，在一定范围内通报，或者向社会公布（《行政执法监督条例》第三十一条）。"
    back = reverse("supervision:circulars")
    return step(request, form, act, back, title="拟制通报", lead=lead, onward=lambda: made[0].get_absolute_url())


def visible(request: HttpRequest, number: int) -> Circular:
    """The circular, or 404."""
    rows = Circular.objects.visible_to(request.user)
    found: Circular = get_object_or_404(
        rows.select_related("unit", "office", "number", "paper", "signed_by", "recorded_by"), pk=number
    )
    return found


def may(row: Circular, user: Any) -> list[str]:
    """Names of the steps this user may take now, in the table's order."""
    if user.unit_id != row.office_id:
        return []
    barred = {"issue"} if user.is_person(row.recorded_by) else set()
    barred |= {"publish"} if row.reach != "public" else set()
    found = [one.name for one in CIRCULAR.allowed(row.state, user.role) if one.name in WAYS]
    return [name for name in found if name not in barred]


def circular(request: HttpRequest, number: int) -> HttpResponse:
    """One circular; a unit sees its own copy only."""
    row = visible(request, number)
    user: Any = request.user
    inside = not is_unit(user) and domain_scope(user).covers(row.office_path)
    copies = row.copies.select_related("unit", "signed_by")
    mine = copies.filter(pk__in=CircularCopy.objects.visible_to(user).values("pk"))
    context = {
        "circular": row,
        "title": row.title if inside else row.told[0],
        "text": row.text if inside else row.told[1],
        "inside": inside,
        "copies": copies if inside else mine,
        "may_sign": is_unit(user) and row.state in ("issued", "published"),
        "may_edit": user.unit_id == row.office_id and user.role == "supervisor" and row.state == "draft",
        "steps": [(name, WAYS[name].title) for name in may(row, user)],
        "history": history.of(row) if inside else [],
    }
    return render(request, "supervision/circular.html", context)


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """修改 a draft."""
    row = visible(request, number)
    user: Any = request.user
    if user.unit_id != row.office_id or row.state != "draft":
        raise Http404

    def act(form: Any) -> str:
        actions.edit_circular(by=request.user, **form.command, circular=row, seen=form.version or 0, told=form.told)
        return "草稿已保存。"

    form = bound(request, ToldForm, user=request.user, row=row)
    return step(request, form, act, row.get_absolute_url(), title="修改通报", lead=row.unit.name)


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a circular."""
    row = visible(request, number)
    if name not in WAYS or name not in may(row, request.user):
        raise Http404
    more = {"user": request.user} if name == "issue" else {}
    return taking(request, WAYS[name], "circular", row, lead=row.title, given=more)


def paper(request: HttpRequest, number: int) -> HttpResponseBase:
    """As signed; of a draft as it would be."""
    row = visible(request, number)
    if row.paper is not None:
        return files.download(row.paper)
    return download(circular_papers.name_of(row), circular_papers.written(row), DOCX)


def sign(request: HttpRequest, number: int) -> HttpResponse:
    """签收: a unit's own copy, by the copy's number."""
    found = CircularCopy.objects.visible_to(request.user).select_related("circular", "unit")
    row = get_object_or_404(found, pk=number)
    if row.circular.state not in ("issued", "published"):
        raise Http404

    def act(form: Any) -> str:
        actions.sign_circular(by=request.user, **form.command, copy=row, seen=form.version or 0, **form.values)
        return "已签收。"

    form = bound(request, SignForm, row=row, initial={"reply": row.reply})
    lead = f"{row.unit.name}，{row.circular.told[0]}"
    return step(request, form, act, row.circular.get_absolute_url(), title="签收通报", lead=lead)
