"""投诉举报 for those who handle them: the list, one complaint, its steps, what came in elsewhere, repeats."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import files
from fajian.core.downloads import workbook
from fajian.core.errors import Refused
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs import history
from fajian.portal import actions
from fajian.portal.forms import handling as forms
from fajian.portal.likeness import alike
from fajian.portal.models import Card, Complaint, ComplaintFile, Opening
from fajian.portal.rectified import entry_of
from fajian.portal.repeats import repeats as repeated
from fajian.portal.workflow import COMPLAINT, OFFICE

MOST = 5_000  # lines of the workbook


WAYS: dict[str, Way] = {
    "accept": Way(forms.AcceptForm, actions.accept, "受理后从今天起算办结期限，承办单位收到提醒。", "已受理并分派。"),
    "refuse": Way(forms.RefuseForm, actions.refuse, "反映人凭回执号看到情形和理由。", "已登记不予受理。"),
    "forward": Way(forms.ForwardForm, actions.forward, "转出的材料里不要有反映人的身份。", "已登记转办。"),
    "join": Way(forms.JoinForm, actions.join, "两件反映同一事项的一并办理，反映人各自看到同一份答复。", "已并办。"),
    "reassign": Way(forms.ReassignForm, actions.reassign, "原承办单位不再看到这一件。", "已改派。"),
    "extend": Way(forms.ExtendForm, actions.extend, "只能延长一次，反映人看到理由。", "已延长。"),
    "draft": Way(forms.DraftForm, actions.draft, "拟好后由另一人审核，审核通过反映人才看到。", "答复已提交审核。"),
    "return_": Way(forms.ReasonForm, actions.return_, "退回后承办单位重新办理。", "已退回。"),
    "approve": Way(CommandForm, actions.approve, "通过后反映人即可看到答复；须由拟稿人以外的人审核。", "已答复。"),
    "close": Way(forms.ReasonForm, actions.close, "反映人没有评价的，也可以办结。", "已办结。"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """What came in, newest first."""
    filters = forms.ComplaintFilter(request.GET, user=request.user)
    rows = filters.narrowed(Complaint.objects.visible_to(request.user)).select_related("respondent", "handler")
    context = {
        "page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data),
        "is_office": is_office(request.user),
    }  # fmt: skip
    return render(request, "portal/list.html", context)


def table(request: HttpRequest) -> HttpResponse:
    """What the filters leave; of opinions it is the 意见清单. Nobody is named in it."""
    filters = forms.ComplaintFilter(request.GET, user=request.user)
    rows = filters.narrowed(Complaint.objects.visible_to(request.user))
    found = list(rows.select_related("respondent", "handler", "joined_to").order_by("id")[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"超过 {MOST} 件，请用筛选条件分几次导出。")
    title = "意见清单" if filters.cleaned_data.get("kind") == "opinion" else "投诉举报清单"
    columns = (
        Column("编号", 14), Column("收到日期", 12, "date"), Column("渠道", 12), Column("类型", 12),
        Column("反映单位", 22), Column("问题类别", 14), Column("内容", 48), Column("状态", 10), Column("承办单位", 20),
        Column("核查结论", 10), Column("答复", 40), Column("答复日期", 12, "date"), Column("满意度", 10),
    )  # fmt: skip
    lines: list[list[Any]] = [
        [
            row.name, row.received_on, row.get_channel_display(), row.get_kind_display(), row.about,
            row.get_topic_display(), row.text, row.main.state_word, row.handler.name if row.handler else "",
            row.main.get_finding_display(), row.main.answer, row.main.answered_on, row.get_rating_display(),
        ]
        for row in found
    ]  # fmt: skip
    return workbook(title, [Sheet(name=title, title=title, columns=columns, rows=lines)], timezone.localdate())


def is_office(user: Any) -> bool:
    """Does this person work where complaints come in?"""
    return user.role in OFFICE


def current(request: HttpRequest) -> Any:
    """Who asks; the policy lets nobody in here who is not logged in."""
    return request.user


def visible(request: HttpRequest, number: int) -> Complaint:
    """The complaint, or 404."""
    rows = Complaint.objects.visible_to(request.user)
    found: Complaint = get_object_or_404(
        rows.select_related("unit", "respondent", "handler", "drafted_by", "approved_by", "joined_to"), pk=number
    )
    return found


def complaint(request: HttpRequest, number: int) -> HttpResponse:
    """One complaint, with others that may be about the same."""
    row, user = visible(request, number), current(request)
    office = is_office(user)
    openings = Opening.objects.filter(identity__complaint=row).select_related("recorded_by", "answered_by")
    context = {
        "row": row, "steps": steps(row, user), "is_office": office,
        "files": row.files.select_related("file"),
        "said": row.messages.select_related("recorded_by"),
        "alike": alike(row, user) if office else (),
        "entry": entry_of(row) if office else None,
        "source": Card.objects.filter(complaint=row).select_related("point").first() if office else None,
        "may_enter": user.role == "supervisor" and row.finding in ("proven", "part") and row.respondent_id
        and row.state in ("drafted", "answered", "closed"),
        "openings": [(one, not user.is_person(one.recorded_by)) for one in openings] if office else (),
        "history": history.of(row),
    }  # fmt: skip
    return render(request, "portal/complaint.html", context)


def steps(row: Complaint, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    fits = {
        "approve": not user.is_person(row.drafted_by),
        "extend": not row.extended_days,
        "draft": user.role in OFFICE or row.handler_id == user.unit_id,
    }
    return [(one.name, one.button) for one in COMPLAINT.allowed(row.state, user.role) if fits.get(one.name, True)]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    more = {"user": request.user} if name == "join" else {}
    facts = [("核查结论", row.get_finding_display()), ("答复", row.answer)] if name in ("approve", "return_") else ()
    return taking(request, WAYS[name], "complaint", row, title=button, lead=lead_of(row), facts=facts, given=more)


def lead_of(row: Complaint) -> str:
    """What a step says it is about."""
    return f"{row}，反映{row.about}"


def page(
    request: HttpRequest, row: Complaint, form: Any, act: Any, title: str, told: str, facts: Any = ()
) -> HttpResponse:
    """A form about a complaint."""
    return step(request, form, act, row.get_absolute_url(), title=title, lead=lead_of(row), told=told, facts=facts)


def ask(request: HttpRequest, number: int) -> HttpResponse:
    """A question to the complainant."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.ask(by=request.user, **form.command, complaint=row, text=form.cleaned_data["text"])
        return "反映人凭回执号就能看到。"

    return page(request, row, bound(request, forms.AskForm), act, "向反映人询问", "")


def enter(request: HttpRequest, number: int) -> HttpResponse:
    """登记问题台账."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.enter_ledger(
            by=request.user, **form.command, complaint=row, seen=form.version or 0, title=form.cleaned_data["title"]
        )
        return "已登记到被反映单位的问题台账；整改进度反映人看得到。"

    facts = [("核查结论", row.get_finding_display()), ("答复", row.answer)]
    return page(request, row, bound(request, forms.TitleForm, row=row), act, "登记问题台账", "", facts)


def ask_opening(request: HttpRequest, number: int) -> HttpResponse:
    """申请启封身份."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.ask_opening(by=request.user, **form.command, complaint=row, reason=form.cleaned_data["reason"])
        return "已申请，须由另一人批准。"

    told = "批准后把封存的身份信息交给保管人，由保管人用自己的私钥在自己的电脑上打开。"
    return page(request, row, bound(request, forms.ReasonForm), act, "申请启封身份", told)


def answer_opening(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """批准、不批准启封."""
    opening = get_object_or_404(Opening.objects.select_related("identity__complaint__respondent"), pk=number)
    row = visible(request, opening.identity.complaint_id)
    ways = {"allow": (actions.allow_opening, "批准启封"), "refuse": (actions.refuse_opening, "不批准启封")}
    if name not in ways or opening.state != "asked":
        raise Http404
    way, title = ways[name]

    def act(form: Any) -> str:
        way(by=request.user, **form.command, opening=opening)
        return f"已{title}。"

    facts = [("申请人", str(opening.recorded_by)), ("理由", opening.reason)]
    return page(request, row, bound(request, CommandForm), act, title, "", facts)


def sealed(request: HttpRequest, number: int) -> HttpResponse:
    """The sealed text of an opening that was allowed, for the custodian."""
    opening = get_object_or_404(Opening.objects.select_related("identity"), pk=number, state="allowed")
    row = visible(request, opening.identity.complaint_id)
    return render(request, "portal/sealed.html", {"row": row, "opening": opening, "sealed": opening.identity.sealed})


def file(request: HttpRequest, number: int) -> FileResponse:
    """An attachment."""
    found = get_object_or_404(ComplaintFile.objects.select_related("file"), pk=number)
    visible(request, found.complaint_id)
    return files.download(found.file)


def brought(request: HttpRequest) -> HttpResponse:
    """读入 12345、信访、留言板导出的表."""

    def act(form: Any) -> str:
        lines = [(line.told, line.outer_no, line.received_on) for line in form.lines]
        done = actions.import_all(by=request.user, **form.command, channel=form.cleaned_data["channel"], lines=lines)
        return f"读入 {done['made']} 件，{done['known']} 件以前已经读入。"

    told = "同一渠道同一编号的不会重复读入。表里的姓名、电话、地址读入时加密封存，请妥善保管或者销毁原表。"
    form = bound(request, forms.ImportForm)
    return step(request, form, act, reverse("portal:list"), title="读入其他渠道的表", lead="", told=told)


def repeats(request: HttpRequest) -> HttpResponse:
    """重复反映的问题."""
    found, days = repeated(request.user, timezone.localdate())
    return render(request, "portal/repeats.html", {"found": found, "days": days})
