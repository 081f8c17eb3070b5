"""入企检查: the list, one visit, its steps, the notice and its code, what anybody may read."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import files, qr
from fajian.core.downloads import document
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.inspections import actions, notices
from fajian.inspections.forms import visits as forms
from fajian.inspections.forms.plans import ReasonForm
from fajian.inspections.models import PlanTarget, Visit, VisitFile
from fajian.inspections.views.plans import visible as visible_plan
from fajian.inspections.workflow import VISIT
from fajian.ledgers.models import Entry, Rectification
from fajian.ledgers.origins import made_of
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs import history
from fajian.orgs.channels import outside
from fajian.orgs.roles import UNIT, WRITERS

WAYS = {
    "approve": Way(CommandForm, actions.approve_visit, "由报批人以外的单位负责人批准。", "已批准。"),
    "refuse": Way(ReasonForm, actions.refuse_visit, "不批准的不实施检查。", "已登记不批准。"),
    "staff": Way(
        forms.StaffForm, actions.staff_visit,
        "按计划检查的，检查人员按公开抽取的顺序自动派出，不能挑选；两名以上，当天都持有有效执法证。",
        "已派员，通知书可以下载。",
    ),
    "recuse": Way(forms.RecuseForm, actions.recuse, "由抽取顺序里的下一名持证人员替换。", "已办理回避，已换人。"),
    "move": Way(forms.MoveForm, actions.move_visit, "改期后通知书页面随即更新。", "已改期。"),
    "show": Way(
        forms.ShowForm, actions.show, "向企业出示每个人的执法证和检查通知书，请企业扫码核验，再填检查码。",
        "已登记亮证，可以开始检查。",
    ),
    "record": Way(forms.RecordForm, actions.record_visit, "当场填写，请企业在场人员看过后确认。", "检查结果已记录。"),
    "tell": Way(forms.TellForm, actions.tell, "告知后，企业扫通知书上的二维码也能看到结果。", "已登记告知。"),
    "publish": Way(
        CommandForm, actions.publish_visit, "公示单位、企业、事项、结果和日期，不公示检查情况。", "已公示。"
    ),
    "withhold": Way(ReasonForm, actions.withhold, "写明依据哪部法律法规不公示。", "已登记不公示。"),
    "strike": Way(ReasonForm, actions.strike_visit, "还没有入企的才能取消，记录保留。", "已取消。"),
    "approve_after": Way(CommandForm, actions.approve_visit, "紧急检查补办批准。", "已补办批准。"),
    "recheck": Way(forms.RecheckForm, actions.recheck, "责令改正的到期复查，两名持证人员前往。", "复查已登记。"),
    "file_away": Way(forms.AwayForm, actions.file_away, "跨区域检查结束后备案。", "已登记备案。"),
    "list_found": Way(forms.ListForm, actions.list_found, "列入本单位台账，从台账可以回到这次检查。", "已列入台账。"),
}  # fmt: skip
LAST = ("strike", "refuse", "withhold", "move", "recuse")


def listing(request: HttpRequest) -> HttpResponse:
    """Visits in reach; an officer's own."""
    filters = forms.VisitFilter(request.GET, user=request.user)
    rows = filters.narrowed(Visit.objects.reachable(request.user)).select_related("unit", "target")
    page, today = keyset(rows, request.GET), timezone.localdate()
    context = {"page": page, "filters": filters, "asked": bool(filters.changed_data), "today": today}
    context["lines"] = [(row, *row.due()) for row in page.rows]
    return render(request, "inspections/visits.html", context)


def visible(request: HttpRequest, number: int) -> Visit:
    """The visit, or 404."""
    people = ("approved_by", "written_by", "published_by", "shown_by", "recorded_by")
    rows = Visit.objects.reachable(request.user).select_related("unit", "target", "plan", *people)
    found: Visit = get_object_or_404(rows.distinct(), pk=number)
    return found


def visit(request: HttpRequest, number: int) -> HttpResponse:
    """One visit."""
    row, today = visible(request, number), timezone.localdate()
    crew = row.officers.select_related("officer", "card").order_by("id")
    what, by = row.due()
    context = {
        "row": row,
        "items": row.named_items(),
        "approval": notices.approval(row),
        "crew": [(one, *one.card.validity(today)) for one in crew],
        "files": row.files.select_related("file"),
        "due": (what, by, by is not None and by < today),
        "late_approval": row.approve_by_on and row.approved_at is None and row.approve_by_on < today,
        "entry": entry_of(row),
        "steps": steps(row, request.user),
        "last": LAST,
        "address": address(request, row) if row.number else "",
        "history": history.of(row),
    }
    return render(request, "inspections/visit.html", context)


def entry_of(row: Visit) -> tuple[Entry, str] | None:
    """(row of the ledger, how far its rectification is) of what was found; None where nothing was entered."""
    entry = made_of(row.source)
    if entry is None:
        return None
    state = Rectification.objects.filter(entry=entry).values_list("state", flat=True).first()
    return entry, PROBLEM.states.get(state or "", "")


def steps(row: Visit, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now; what leads on comes first."""
    goes = [one.officer.account for one in row.going()] if row.number else []
    mine = any(user.is_person(one) for one in goes) or (user.role in UNIT and not any(goes))
    fits = {
        "approve": not user.is_person(row.recorded_by),
        **dict.fromkeys(("show", "record", "tell"), mine),
        **dict.fromkeys(("publish", "withhold"), not user.is_person(row.written_by)),
    }
    allowed = [(one.name, one.button) for one in VISIT.allowed(row.state, user.role) if fits.get(one.name, True)]
    urgent = row.cause == "urgent" and row.approved_at is None and row.state != "struck"
    if urgent and user.role == "unit_leader" and not user.is_person(row.recorded_by):
        allowed.append(("approve_after", "补办批准"))
    if row.follow_up == "ordered" and not row.righted and mine:
        allowed.append(("recheck", "登记复查"))
    if row.away and row.filed_on is None and row.finished_on is not None and user.role in UNIT:
        allowed.append(("file_away", "登记异地备案"))
    if row.found and user.role in WRITERS and made_of(row.source) is None:
        allowed.append(("list_found", "列入台账"))
    return sorted(allowed, key=lambda one: one[0] in LAST)


def new(request: HttpRequest) -> HttpResponse:
    """报批临时检查."""
    made, user = list[Visit](), request.user

    def act(form: Any) -> str:
        said = {"target": form.cleaned_data["target"], "items": list(form.cleaned_data["items"])}
        unit = getattr(user, "unit", None)
        made.append(actions.ask_visit(by=user, **form.command, unit=unit, given=form.given, **said))
        return "已报批。"

    form, back = bound(request, forms.AskForm, user=user), reverse("inspections:visits")
    lead = "因投诉举报、转办交办的先批准再入企；紧急情况可以先入企，及时补办批准。有检查计划的，在计划页安排入企。"
    return step(
        request, form, act, back, title="报批临时检查", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def open_planned(request: HttpRequest, number: int) -> HttpResponse:
    """安排入企 of one target of a plan."""
    rows = PlanTarget.objects.visible_to(request.user).select_related("plan__unit", "target")
    row: PlanTarget = get_object_or_404(rows.filter(left_out=False, plan__state__in=("approved", "filed")), pk=number)
    made = list[Visit]()

    def act(form: Any) -> str:
        given = {"plan": row.plan, "target": row.target, "visit_on": form.cleaned_data["visit_on"]}
        made.append(actions.open_visit(by=request.user, **form.command, **given))
        return "已安排入企，请派员、出通知书。"

    form = bound(request, forms.OpenForm, row=row)
    lead = f"{row.target.name}，{row.plan}"
    back = row.plan.get_absolute_url()
    return step(request, form, act, back, title="安排入企", lead=lead, onward=lambda: made[0].get_absolute_url())


def draw_officers(request: HttpRequest, number: int) -> HttpResponse:
    """准备抽取检查人员 of a plan."""
    row = visible_plan(request, number)
    if row.state not in ("approved", "filed") or row.roster is not None:
        raise Http404

    def act(form: Any) -> str:
        actions.draw_officers(by=request.user, **form.command, plan=row, seen=form.version or 0, **form.values)
        return "名单已准备，请另一方交存口令。"

    form = bound(request, forms.OfficersForm, row=row)
    told = "今天持有有效执法证的全部人员参加，公开抽取先后顺序；每次入企按顺序派两名，不能挑选。"
    title = "准备抽取检查人员"
    return step(request, form, act, row.get_absolute_url(), title=title, lead=f"{row}，{row.unit.name}", told=told)


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    facts = [("企业", row.target.name), ("入企日期", f"{row.visit_on:%Y-%m-%d}")]
    facts += [("检查人员", "、".join(map(str, row.going())))] if row.number else []
    facts += [("缘由", row.cause_note)] if row.cause_note else []
    return taking(request, WAYS[name], "visit", row, title=button, lead=f"{row}，{row.unit.name}", facts=facts)


def file(request: HttpRequest, number: int) -> FileResponse:
    """A photograph or a paper."""
    seen = Visit.objects.reachable(request.user).values("pk")
    found = get_object_or_404(VisitFile.objects.select_related("file").filter(visit__in=seen), pk=number)
    return files.download(found.file)


def noticed(request: HttpRequest, number: int) -> Visit:
    """The visit with a notice, or 404."""
    row = visible(request, number)
    if not row.number:
        raise Http404
    return row


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """检查通知书 to print."""
    row = noticed(request, number)
    return document(f"行政检查通知书 {row.number}", notices.notice(row, address(request, row)), timezone.localdate())


def picture(request: HttpRequest, number: int) -> HttpResponse:
    """The code of the notice: SVG, black on white."""
    row = noticed(request, number)
    return qr.answer(address(request, row), scale=notices.SCALE)


# ── the public ───────────────────────────────────────────────────────────────────────────────────────────────────────


def address(request: HttpRequest, row: Visit) -> str:
    """Where the business looks who may come; the installation's own address if it knows one."""
    return outside(request, reverse("inspections:notice", args=[row.code]))


def notice(request: HttpRequest, code: str) -> HttpResponse:
    """通知书核验: who may come, for what, when, and once it was told, the result; the record itself is not here."""
    rows = Visit.objects.exclude(number="").select_related("unit", "target", "plan")
    row: Visit = get_object_or_404(rows, code=code)
    today = timezone.localdate()
    context = {
        "row": row,
        "items": row.named_items(),
        "approval": notices.approval(row),
        "crew": [(one.card, *one.card.validity(today)) for one in row.going()],
        "rights": notices.RIGHTS,
        "waiting": row.state == "staffed",
        "told": row.told_on is not None,
    }
    return render(request, "inspections/notice.html", context)


def results(request: HttpRequest) -> HttpResponse:
    """检查结果公示: what anybody may read, newest first."""
    rows = Visit.objects.public().select_related("unit", "target")
    page = keyset(rows, request.GET, order=("-published_on", "-id"))
    return render(request, "inspections/results.html", {"page": page})
