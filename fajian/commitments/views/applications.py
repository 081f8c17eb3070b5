"""告知承诺办件: the list, one application with its verification and what followed, their steps; promises in public."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions, papers
from fajian.commitments.actions.verifications import undone
from fajian.commitments.eligibility import examine
from fajian.commitments.forms.applications import (
    ApplicationFilter,
    AttachForm,
    CheckForm,
    DisposeForm,
    GrantForm,
    NoteForm,
    PaperForm,
    QueryForm,
    QuitForm,
    ReceiveForm,
    SignForm,
)
from fajian.commitments.models import Application, ApplicationFile, Disposal, Verification
from fajian.commitments.workflow import APPLICATION, DISPOSAL, VERIFICATION
from fajian.core import files
from fajian.core.downloads import document
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.engine.office.letters import chinese_date
from fajian.ledgers.models import Entry
from fajian.orgs import history

WAYS: dict[str, Way] = {
    "promise": Way(NoteForm, actions.promise, "写明申请人怎样作出选择（选择书、窗口勾选、网上点选）。", "已登记选择。"),
    "prove": Way(NoteForm, actions.prove, "写明申请人不愿承诺、无法承诺，或者不适用。", "已登记选择。"),
    "query": Way(QueryForm, actions.query, "到信用平台查询申请人，登记结果。", "已登记查询结果。"),
    "sign": Way(SignForm, actions.sign, "申请人看过告知内容、签署承诺书以后登记。", "已登记签署。"),
    "hand_in": Way(NoteForm, actions.hand_in, "写明收到哪些证明材料。", "已登记证明材料。"),
    "grant": Way(GrantForm, actions.grant, "承诺办理的，从决定日起算核查期限。", "已准予。"),
    "deny": Way(NoteForm, actions.deny, "写明理由。", "已登记不予办理。"),
    "withdraw": Way(NoteForm, actions.withdraw, "退出后改为提交证明，承诺书不再公开，不再核查。", "已退出承诺。"),
    "quit": Way(QuitForm, actions.quit_, "决定后退出的，限期补交证明；逾期不补的依法撤销决定。", "已退出承诺。"),
    "supplement": Way(NoteForm, actions.supplement, "写明补交了哪些证明；以后不再核查承诺。", "已登记补交的证明。"),
    "strike": Way(NoteForm, actions.strike_application, "登记有误的作废，保留记录和理由。", "已作废。"),
}
CHECKS: dict[str, Way] = {
    "confirm": Way(CheckForm, actions.confirm, "属实的计入申请人的信用记录。", "已登记核查属实。"),
    "deny": Way(CheckForm, actions.find_false, "不实的接着提出处置。", "已登记核查不实。"),
    "dispose": Way(DisposeForm, actions.dispose, "由另一人决定。", "已提出处置。"),
    "list": Way(CommandForm, actions.list_problem, "列入单位的问题台账，由单位认领整改。", "已列入台账。"),
}
DECISIONS: dict[str, Way] = {
    "decide": Way(PaperForm, actions.decide, "决定须由提出人以外的另一人作出；计入信用的随决定记录。", "已决定。"),
    "return_": Way(NoteForm, actions.return_disposal, "写明理由。", "已退回。"),
    "conclude": Way(NoteForm, actions.conclude, "写明执行情况。", "已登记执行情况。"),
    "fail": Way(NoteForm, actions.fail, "逾期未改正的计入信用。", "已登记逾期未改正。"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """The applications one may see."""
    filters = ApplicationFilter(request.GET, user=request.user)
    rows = filters.narrowed(Application.objects.visible_to(request.user)).select_related("unit", "item")
    page = keyset(rows.prefetch_related("verifications"), request.GET)
    context = {"page": page, "filters": filters, "asked": bool(filters.changed_data), "today": timezone.localdate()}
    return render(request, "commitments/applications.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """登记办件."""
    made = list[Application]()

    def act(form: Any) -> str:
        said = form.cleaned_data
        given = {"item": said["item"], "applicant": form.applicant, "received_on": said["received_on"]}
        made.append(actions.receive(by=request.user, **form.command, **given))
        return "已登记，请由申请人选择办理方式。"

    form = bound(request, ReceiveForm, user=request.user)
    back = reverse("commitments:applications")
    lead = "申请人可以自主选择承诺或者提交证明。"
    return step(
        request, form, act, back, title="登记办件", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def visible(request: HttpRequest, number: int) -> Application:
    """The application, or 404."""
    rows = Application.objects.visible_to(request.user).select_related("unit", "item__unit")
    found: Application = get_object_or_404(rows, pk=number)
    return found


def application(request: HttpRequest, number: int) -> HttpResponse:
    """One application."""
    row, today, user = visible(request, number), timezone.localdate(), request.user
    tasks = row.verifications.prefetch_related("disposals__proposed_by", "disposals__decided_by", "checked_by")
    lines = [
        (task, check_steps(task, user), [(one, decision_steps(one, user)) for one in task.disposals.all()])
        for task in tasks.order_by("pk")
    ]
    sources = [task.source for task, _, _ in lines]
    context = {
        "row": row,
        "steps": steps(row, user),
        "examined": [one.kept for one in examine(row, today)] if row.state == "promising" else row.standing,
        "tasks": lines,
        "entries": Entry.objects.visible_to(user).filter(source__in=sources),
        "today": today,
        "history": history.of(row),
    }
    return render(request, "commitments/application.html", context)


def steps(row: Application, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    fits = {"end": False, "revoke": False, "withdraw": row.choice == "promise", "quit": row.choice == "promise"}
    return [(one.name, one.button) for one in APPLICATION.allowed(row.state, user.role) if fits.get(one.name, True)]


def check_steps(row: Verification, user: Any) -> list[tuple[str, str]]:
    """What this person may do with a verification now."""
    found = [(one.name, one.button) for one in VERIFICATION.allowed(row.state, user.role) if one.name != "drop"]
    if row.state == "false" and user.role in actions.dispose.who:
        found.append(("dispose", "提出处置"))
    if user.role in actions.list_problem.who and undone(row, timezone.localdate()):
        found.append(("list", "列入台账"))
    return found


def decision_steps(row: Disposal, user: Any) -> list[tuple[str, str]]:
    """What this person may do with a disposal now."""
    late = row.due_on is not None and row.due_on < timezone.localdate()
    fits = {"decide": not user.is_person(row.proposed_by), "fail": late}
    return [(one.name, one.button) for one in DISPOSAL.allowed(row.state, user.role) if fits.get(one.name, True)]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of an application."""
    row = visible(request, number)
    return taken(request, row, "application", name, dict(steps(row, request.user)), WAYS)


def attach(request: HttpRequest, number: int) -> HttpResponse:
    """添加材料."""
    row = visible(request, number)
    if row.state == "struck":
        raise Http404

    def act(form: Any) -> str:
        said = {"what": form.cleaned_data["what"], "received": form.received}
        actions.attach(by=request.user, **form.command, application=row, seen=form.version or 0, **said)
        return "材料已添加。"

    form = bound(request, AttachForm, row=row)
    told = "材料只有本单位和上级监督人员看得到，不向社会公开。"
    return step(request, form, act, row.get_absolute_url(), title="添加材料", lead=str(row), told=told)


def file(request: HttpRequest, number: int) -> FileResponse:
    """A paper of an application."""
    seen = Application.objects.visible_to(request.user).values("pk")
    rows = ApplicationFile.objects.select_related("file").filter(application__in=seen)
    return files.download(get_object_or_404(rows, pk=number).file)


def check(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a verification."""
    rows = Verification.objects.visible_to(request.user).select_related("application__item", "unit")
    row = get_object_or_404(rows, pk=number)
    return taken(request, row, "verification", name, dict(check_steps(row, request.user)), CHECKS)


def decision(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a disposal."""
    rows = Disposal.objects.visible_to(request.user).select_related("verification__application__item", "proposed_by")
    row = get_object_or_404(rows, pk=number)
    return taken(request, row, "disposal", name, dict(decision_steps(row, request.user)), DECISIONS)


def taken(
    request: HttpRequest, row: Any, noun: str, name: str, buttons: dict[str, str], ways: dict[str, Way]
) -> HttpResponse:
    """The page of a step of this row, which the action calls `noun`."""
    if name not in buttons:
        raise Http404
    return taking(request, ways[name], noun, row, title=buttons[name], lead=str(row))


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """告知承诺书 of an application, to print and sign."""
    row = visible(request, number)
    return written(row, row.applicant)


def public_paper(request: HttpRequest, number: int) -> HttpResponse:
    """A promise that is public, as anybody may take it along."""
    rows = Application.objects.public().select_related("item__unit")
    row = get_object_or_404(rows, pk=number)
    return written(row, row.public_name)


def written(row: Application, name: str) -> HttpResponse:
    """告知承诺书 of this application, under this name."""
    signed = chinese_date(row.signed_on) if row.signed_on else ""
    letter = papers.form(row.item, name, row.mark, signed)
    return document(f"告知承诺书 {row.mark}", letter, timezone.localdate())


def promises(request: HttpRequest) -> HttpResponse:
    """Promises anybody may read; those kept private are counted."""
    signed = Application.objects.filter(choice="promise", state__in=("ready", "granted"), signed_on__isnull=False)
    rows = Application.objects.public().select_related("unit", "item")
    context = {"page": keyset(rows, request.GET), "private": signed.exclude(private_why="").count()}
    return render(request, "commitments/promises.html", context)
