"""移送、建议: the list, drafting, one transfer with its clocks, its steps, its papers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import files
from fajian.core.downloads import DOCX, download
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.roles import UNIT, WRITERS
from fajian.supervision import actions, hurry, transfer_papers
from fajian.supervision.forms.common import ReasonForm
from fajian.supervision.forms.transfers import (
    AnsweredForm,
    AskedForm,
    HandedOverForm,
    OutcomeForm,
    ReceiveForm,
    SendForm,
    SentForm,
    TransferFilter,
    WordForm,
)
from fajian.supervision.models import Transfer
from fajian.supervision.models.transfers import TransferKind, transfer_kinds
from fajian.supervision.workflow import TRANSFER

WAYS: dict[str, Way] = {
    "propose": Way(
        CommandForm,
        actions.propose_transfer,
        "由另一人批准；移送公安机关的，负责人三日内决定。",
        "已报请批准。",
    ),
    "approve": Way(
        WordForm,
        actions.approve_transfer,
        "批准后编文号、定稿。移送公安机关的，二十四小时内移送。",
        "已批准，请移送。",
    ),
    "refuse": Way(ReasonForm, actions.refuse_transfer, "不予批准的理由记录在案。", "已不予批准。"),
    "send": Way(SendForm, actions.send_transfer, "", "已登记移送。"),
    "receive": Way(ReceiveForm, actions.receive_transfer, "", "已登记签收。"),
    "accept": Way(AnsweredForm, actions.accept_transfer, "公安机关立案的，三日内移交涉案物品和材料。", "已登记。"),
    "decline": Way(
        AnsweredForm,
        actions.decline_transfer,
        "公安机关不立案的，三日内可以提请复议或者建议立案监督。",
        "已登记。",
    ),
    "reconsider": Way(AskedForm, actions.reconsider_transfer, "", "已登记提请复议。"),
    "oversee": Way(AskedForm, actions.oversee_transfer, "", "已登记建议立案监督。"),
    "hand_over": Way(HandedOverForm, actions.hand_over, "", "已登记移交。"),
    "close": Way(OutcomeForm, actions.close_transfer, "", "结果已登记。"),
    "drop": Way(ReasonForm, actions.drop_transfer, "", "已作废。"),
}
OF_POLICE = ("reconsider", "oversee", "hand_over")


def index(request: HttpRequest) -> HttpResponse:
    """Transfers in reach, newest first."""
    filters = TransferFilter(request.GET, user=request.user)
    rows = filters.narrowed(Transfer.objects.visible_to(request.user)).select_related("unit", "office", "number")
    context = {
        "page": keyset(rows, request.GET),
        "filters": filters,
        "asked": bool(filters.changed_data),
        "kinds": [one for one in transfer_kinds().values() if may_draft(request.user, one)],
    }
    return render(request, "supervision/transfers.html", context)


def may_draft(user: Any, kind: TransferKind) -> bool:
    """May the user's body send this?"""
    return not kind.retired and user.role in WRITERS and (kind.by != "office" or user.role not in UNIT)


def draft(request: HttpRequest, kind: str) -> HttpResponse:
    """拟制; `?source=finding:12&unit=3&label=…` comes from the page it was found on."""
    spec = transfer_kinds().get(kind)
    if spec is None or not may_draft(request.user, spec):
        raise Http404
    made: list[Transfer] = []

    def act(form: Any) -> str:
        said = form.values
        given = {name: said[name] for name in ("unit", "source", "source_label")}
        made.append(actions.draft_transfer(by=request.user, **form.command, kind=kind, sent=form.sent, **given))
        return "草稿已保存，下载看过后报请批准。"

    first = {
        "source": request.GET.get("source", "")[:60],
        "unit": request.GET.get("unit", ""),
        "source_label": request.GET.get("label", "")[:200],
        "title": request.GET.get("label", "")[:200],
    }
    initial = {name: text for name, text in first.items() if text}
    form = bound(request, SentForm, user=request.user, kind=spec, initial=initial)
    told = "所涉单位看不到。" if spec.hidden else "负责人批准后移送，全部材料随案移送。"
    back = reverse("supervision:transfers")
    onward = lambda: made[0].get_absolute_url()  # noqa: E731
    return step(request, form, act, back, title=f"拟制{spec.title}", lead=spec.basis, told=told, onward=onward)


def visible(request: HttpRequest, number: int) -> Transfer:
    """The transfer, or 404."""
    beside = ("unit", "office", "number", "approved_by", "recorded_by", "paper", "receipt")
    rows = Transfer.objects.visible_to(request.user).select_related(*beside)
    found: Transfer = get_object_or_404(rows, pk=number)
    return found


def keeps(user: Any, row: Transfer) -> bool:
    """Does the user write for the body that sends it?"""
    return bool(user.role in WRITERS and user.unit_id == row.office_id)


def transfer(request: HttpRequest, number: int) -> HttpResponse:
    """One transfer."""
    row, user = visible(request, number), request.user
    context = {
        "transfer": row,
        "clocks": hurry.clocks(row, timezone.now()),
        "may_edit": keeps(user, row) and row.state == "draft",
        "steps": [(name, WAYS[name].title) for name in may(row, user)],
        "history": history.of(row),
    }
    return render(request, "supervision/transfer.html", context)


def may(row: Transfer, user: Any) -> list[str]:
    """Names of the steps this user may take now, in the table's order."""
    found = [one.name for one in TRANSFER.allowed(row.state, user.role) if one.name in WAYS]
    decides = not user.is_person(row.recorded_by) and (keeps(user, row) or user.role == "leader")
    own_hand = user.role == "discipline" and row.kind in ("clue", "suggestion")
    if not row.is_police or row.handed_over_on is not None:
        found = [name for name in found if name not in (OF_POLICE if not row.is_police else ("hand_over",))]
    if row.is_police and row.state == "accepted" and row.handed_over_on is None:
        found = [name for name in found if name != "close"]
    return [name for name in found if (decides if name in ("approve", "refuse") else own_hand or keeps(user, row))]


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """修改 a draft."""
    row = visible(request, number)
    if not keeps(request.user, row) or row.state != "draft" or row.spec is None:
        raise Http404

    def act(form: Any) -> str:
        actions.edit_transfer(by=request.user, **form.command, transfer=row, seen=form.version or 0, sent=form.sent)
        return "草稿已保存。"

    form = bound(request, SentForm, user=request.user, kind=row.spec, row=row)
    return step(request, form, act, row.get_absolute_url(), title=f"修改{row.spec.title}", lead=row.title)


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a transfer."""
    row = visible(request, number)
    if name not in WAYS or name not in may(row, request.user):
        raise Http404
    return taking(request, WAYS[name], "transfer", row, lead=f"{row}，{row.title}")


def paper(request: HttpRequest, number: int, which: str) -> HttpResponseBase:
    """`text` as approved (of a draft: as it would be), `receipt` the 回执."""
    row = visible(request, number)
    if which == "receipt" and row.receipt is not None:
        return files.download(row.receipt)
    if which == "text" and row.spec is not None:
        if row.paper is not None:
            return files.download(row.paper)
        return download(transfer_papers.name_of(row), transfer_papers.written(row), DOCX)
    raise Http404
