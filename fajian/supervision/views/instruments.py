"""监督文书: drafting, one instrument, its steps, its papers; the register of numbers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from fajian.core import files
from fajian.core.downloads import DOCX, download
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.supervision import actions, papers
from fajian.supervision.actions.objections import AGAINST
from fajian.supervision.forms.common import ReasonForm
from fajian.supervision.forms.instruments import (
    AnswerForm,
    AnswerObjectionForm,
    ObjectionForm,
    ProposeForm,
    SendBackForm,
    ServeForm,
    SettleForm,
    TextForm,
    WordForm,
)
from fajian.supervision.models import DocNumber, Instrument, Objection, ReplyFile
from fajian.supervision.views import matters
from fajian.supervision.views.matters import is_kept, is_unit, sees_inside
from fajian.supervision.workflow import INSTRUMENT

WAYS: dict[str, Way] = {
    "submit": Way(CommandForm, actions.submit_instrument, "送另一位监督人员签发；签发前可以退回修改。", "已送签。"),
    "propose": Way(
        ProposeForm, actions.propose_decision, "监督机关提出处理建议，由本级人民政府决定。", "已报请政府决定。"
    ),
    "issue": Way(
        WordForm, actions.issue_instrument, "签发后编文号、定稿，不能再改。拟稿人不能自己签发。", "已签发，请送达。"
    ),
    "decide": Way(WordForm, actions.decide, "批准后以本级人民政府名义制发，编政府的文号。", "已批准并制发。"),
    "return_": Way(ReasonForm, actions.return_instrument, "", "已退回修改。"),
    "decline": Way(ReasonForm, actions.decline_decision, "", "已不予制发。"),
    "serve": Way(ServeForm, actions.serve, "登记后单位看得到文书，时限自送达次日起算。", "已登记送达，并通知单位。"),
    "answer": Way(AnswerForm, actions.answer, "反馈后由监督机关核实。", "已反馈。"),
    "settle": Way(SettleForm, actions.settle, "", "已核实到位。"),
    "send_back": Way(SendBackForm, actions.send_back, "", "已退回再改，并通知单位。"),
    "disobey": Way(
        ReasonForm, actions.disobey, "认定后可以报请本级人民政府制发决定书，并可以通报、追责。", "已认定未落实。"
    ),
    "withdraw": Way(ReasonForm, actions.withdraw, "文号留在登记簿里。", "已撤回。"),
    "drop": Way(ReasonForm, actions.drop, "", "已作废。"),
}  # fmt: skip


def draft(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """拟制 a 督办函, 意见书 or 决定书."""
    row = matters.visible(request, number)
    if kind not in Instrument.TITLES or not is_kept(request.user, row):
        raise Http404
    made: list[Instrument] = []

    def act(form: Any) -> str:
        made.append(actions.draft_instrument(by=request.user, **form.command, matter=row, kind=kind, text=form.text))
        return "草稿已保存，下载看过后送签。"

    form = bound(request, TextForm, matter=row, kind=kind)
    title = f"拟制{dict(Instrument.KINDS)[kind]}"
    lead = f"{row.unit.name}，{row.title}"
    back = row.get_absolute_url()
    return step(request, form, act, back, title=title, lead=lead, onward=lambda: made[0].get_absolute_url())


def visible(request: HttpRequest, number: int) -> Instrument:
    """The instrument, or 404."""
    beside = (
        "unit",
        "office__parent",
        "issuer",
        "number",
        "matter__office",
        "signed_by",
        "recorded_by",
        "paper",
        "scan",
    )
    rows = Instrument.objects.visible_to(request.user).select_related(*beside, "paper", "scan")
    found: Instrument = get_object_or_404(rows, pk=number)
    return found


def instrument(request: HttpRequest, number: int) -> HttpResponse:
    """One instrument: its text, its service, the unit's replies and objections."""
    row, user = visible(request, number), request.user
    inside = sees_inside(user, row.matter)
    replies = row.replies.order_by("number").prefetch_related("files__file")
    context = {
        "instrument": row,
        "inside": inside,
        "kept": is_kept(user, row),
        "steps": [(name, WAYS[name].title) for name in may(row, user)],
        "may_object": is_unit(user) and row.state in AGAINST,
        "replies": replies.select_related("recorded_by"),
        "objections": row.objections.select_related("answered_by"),
        "history": history.of(row) if inside else [],
    }
    return render(request, "supervision/instrument.html", context)


def may(row: Instrument, user: Any) -> list[str]:
    """Names of the steps this user may take now, in the table's order."""
    found = [one.name for one in INSTRUMENT.allowed(row.state, user.role) if one.name in WAYS]
    if user.role == "supervisor":
        drafter = {"issue"} if user.is_person(row.recorded_by) else set()
        other = {"submit"} if row.kind == "decision" else {"propose"}
        return [name for name in found if name not in drafter | other] if is_kept(user, row) else []
    if user.role == "leader":
        return found if domain_scope(user).covers(row.office_path) else []
    return found


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """修改 a draft."""
    row = visible(request, number)
    if not is_kept(request.user, row) or row.state != "draft":
        raise Http404

    def act(form: Any) -> str:
        actions.edit_instrument(by=request.user, **form.command, instrument=row, seen=form.version or 0, text=form.text)
        return "草稿已保存。"

    form = bound(request, TextForm, matter=row.matter, kind=row.kind, row=row)
    lead = f"{row.heading}，{row.matter.title}"
    return step(request, form, act, row.get_absolute_url(), title="修改监督文书", lead=lead)


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of an instrument."""
    row = visible(request, number)
    if name not in WAYS or name not in may(row, request.user):
        raise Http404
    return taking(request, WAYS[name], "instrument", row, lead=f"{row}，{row.matter.title}")


def object_(request: HttpRequest, number: int) -> HttpResponse:
    """提出异议."""
    row = visible(request, number)
    if row.state not in AGAINST:
        raise Http404

    def act(form: Any) -> str:
        actions.file_objection(by=request.user, **form.command, instrument=row, seen=form.version or 0, **form.values)
        return "异议已提出，等监督机关答复。"

    told = "异议期间文书照常执行；监督机关采纳的，撤回文书。"
    form = bound(request, ObjectionForm, row=row)
    return step(request, form, act, row.get_absolute_url(), title="提出异议", lead=str(row), told=told)


def answer_objection(request: HttpRequest, number: int) -> HttpResponse:
    """答复异议."""
    found = Objection.objects.filter(instrument__in=Instrument.objects.visible_to(request.user).of_office(request.user))
    row = get_object_or_404(found.select_related("instrument__matter", "instrument__number", "unit"), pk=number)
    if row.state != "filed":
        raise Http404

    def act(form: Any) -> str:
        how = actions.uphold_objection if form.cleaned_data["how"] == "uphold" else actions.reject_objection
        answer = form.cleaned_data["answer"]
        how(by=request.user, **form.command, objection=row, seen=form.version or 0, answer=answer)
        return "已答复，并通知单位。"

    form = bound(request, AnswerObjectionForm, row=row)
    facts = [("提出单位", row.unit.name), ("异议和理由", row.text)]
    back = row.instrument.get_absolute_url()
    return step(request, form, act, back, title="答复异议", lead=str(row.instrument), facts=facts)


def paper(request: HttpRequest, number: int, which: str) -> HttpResponseBase:
    """`text` as issued (of a draft: as it would be), `seal` as served, `service` the 送达回证 to fill in."""
    row = visible(request, number)
    if which == "text" and row.paper is not None:
        return files.download(row.paper)
    if which == "seal" and row.scan is not None:
        return files.download(row.scan)
    if not sees_inside(request.user, row.matter):
        raise Http404
    if which == "text":
        return download(papers.name_of(row), papers.written(row), DOCX)
    if which == "service" and row.number is not None:
        return download(papers.name_of(row, "service"), papers.written(row, "service"), DOCX)
    raise Http404


def reply_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file of a reply."""
    seen = Instrument.objects.visible_to(request.user).values("pk")
    found = ReplyFile.objects.select_related("file").filter(reply__instrument__in=seen)
    return files.download(get_object_or_404(found, pk=number).file)


def register(request: HttpRequest) -> HttpResponse:
    """文号登记簿 of the own office and of its government, newest first."""
    user: Any = request.user
    bodies = [user.unit_id, user.unit.parent_id] if user.unit is not None else []
    rows = DocNumber.objects.filter(issuer__in=[one for one in bodies if one])
    rows = rows.select_related("issuer", "instrument__unit", "transfer__unit", "circular__unit")
    return render(request, "supervision/register.html", {"page": keyset(rows, request.GET)})
