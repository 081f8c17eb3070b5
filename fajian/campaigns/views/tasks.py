"""任务: the board, one task with its notes and milestones, the steps."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, board, listing
from fajian.campaigns.forms.progress import ClaimForm, MilestoneForm, NoteForm, ReachForm, ReasonForm, TaskFilter
from fajian.campaigns.measures import is_measurable
from fajian.campaigns.models import Campaign, Milestone, Note, NoteFile, Progress, Task
from fajian.campaigns.risk import ORDER
from fajian.campaigns.workflow import PROGRESS
from fajian.core import files
from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import count_each
from fajian.ledgers.tallies import Counts
from fajian.orgs import history
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT, WRITERS
from fajian.orgs.scope import domain_scope


def index(request: HttpRequest) -> HttpResponse:
    """任务清单: tasks of running campaigns or of one that is over; units see those they have a part in."""
    user: Any = request.user
    found, filters, campaigns = chosen(request)
    page = keyset(Task.objects.filter(pk__in=[row.task.pk for row in found]), request.GET, order=board.ORDER)
    on_page = {row.pk for row in page.rows}
    shown = [row for row in found if row.task.pk in on_page]
    context = {
        "rows": shown,
        "page": page,
        "filters": filters,
        "own": user.role in UNIT,
        "counts": [(level, sum(row.risk.level == level for row in found)) for level in reversed(ORDER)],
        "matrix": matrix(shown) if filters.query.get("campaign") or len(campaigns) == 1 else None,
        "asked": bool(filters.changed_data),
        "several": len(campaigns) > 1,
    }
    return render(request, "campaigns/tasks.html", context)


def chosen(request: HttpRequest) -> tuple[list[board.Row], TaskFilter, list[Campaign]]:
    """The tasks the address asks for, its filters, the campaigns there are."""
    user: Any = request.user
    found = board.of_user(user, timezone.localdate(), also=request.GET.get("campaign", ""))
    campaigns = list({row.task.campaign_id: row.task.campaign for row in found}.values())
    filters = TaskFilter(
        request.GET,
        user=user,
        campaigns=campaigns,
        stages=list(dict.fromkeys(row.stage for row in found if row.stage)),
        leads=sorted({name for row in found for name in row.task.lead.split("、") if name}),
    )
    if number := filters.query.get("campaign"):
        found = [row for row in found if str(row.task.campaign_id) == number]
    return board.narrowed(found, filters.query), filters, campaigns


def export(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    shown, _, _ = chosen(request)
    titles = {row.task.campaign.title for row in shown}
    today, title = timezone.localdate(), titles.pop() if len(titles) == 1 else "专项整治"
    return workbook(f"{title} 任务清单", listing.sheets(title, shown, today), today)


def matrix(rows: list[board.Row]) -> list[tuple[Unit, list[board.Share | None]]]:
    """任务 × 单位: each unit with its share in every task, None where it has none."""
    units = {share.unit.pk: share.unit for row in rows for share in row.shares}
    shares = [{share.unit.pk: share for share in row.shares} for row in rows]
    return [(unit, [own.get(unit.pk) for own in shares]) for unit in sorted(units.values(), key=lambda one: one.path)]


def visible(request: HttpRequest, number: int) -> Task:
    """The task of a campaign in reach, or 404."""
    campaigns = Campaign.objects.visible_to(request.user)
    rows = Task.objects.filter(campaign__in=campaigns).select_related("campaign__unit", "campaign__document")
    return get_object_or_404(rows, pk=number)


def task(request: HttpRequest, number: int) -> HttpResponse:
    """One task: who has it, how far everybody in reach is, what was written, what must be reached by when."""
    row = visible(request, number)
    user: Any = request.user
    today = timezone.localdate()
    (seen,) = board.rows([row], user, today)
    runs = row.campaign.state == "running"
    leads = runs and user.role == "supervisor" and domain_scope(user).covers(row.campaign.unit_path)
    notes = Note.objects.visible_to(user).filter(progress__task=row)
    context = {
        "task": row,
        "row": seen,
        "shares": [(share, steps(share, leads=leads)) for share in seen.shares],
        "milestones": [(one, *one.standing(today)) for one in sorted(seen.milestones, key=lambda one: one.due_on)],
        "books": books(row, user, today),
        "steers": runs and user.role in WRITERS and actions.steers(user, row),
        "write": sorted({name for share in writable(user, seen) for name in writing(share, row)}),
        "page": keyset(
            notes.select_related("unit", "recorded_by", "answered_by", "corrects", "progress").prefetch_related(
                "files__file", "corrected_by"
            ),
            request.GET,
        ),
        "history": history.of(row),
        "today": today,
        "runs": runs,
    }
    return render(request, "campaigns/task.html", context)


def books(row: Task, user: Any, today: Any) -> list[tuple[str, Counts, str]]:
    """问题 → 任务: the ledgers that go with the task over all units in reach, each with its problems and their list."""
    found: dict[tuple[str, str], list[Ledger]] = {}
    names = [name for name in row.annexes.split("、") if name]
    rows = Ledger.objects.visible_to(user).filter(actions.of_campaign(row.campaign), annex__in=names)
    for ledger in rows if names else ():
        found.setdefault((f"{ledger.annex} {ledger.title}", ledger.spec_code), []).append(ledger)
    counted = count_each([ledger for some in found.values() for ledger in some], today)
    address = reverse("ledgers:problems")
    return [
        (title, added([counted[ledger.pk] for ledger in some]), f"{address}?source={some[0].source}&form={code}")
        for (title, code), some in found.items()
        if some[0].has_problems
    ]


def added(counts: list[Counts]) -> Counts:
    """Several together."""
    states = sum((Counter(one.states) for one in counts), Counter[str]())
    return Counts(dict(states), sum(one.overdue for one in counts), sum(one.struck for one in counts))


def steps(share: board.Share, *, leads: bool) -> set[str]:
    """What the office that leads may do with a unit's part."""
    if not leads or share.progress is None:
        return set()
    return {one.name for one in PROGRESS.allowed(share.state, "supervisor")} & {"confirm", "return_", "reopen"}


def writable(user: Any, seen: board.Row) -> list[board.Share]:
    """The parts this user writes of: those of the own units; of an office its own alone; none once all is over."""
    if seen.task.campaign.state != "running":
        return []
    if user.role in UNIT:
        return [share for share in seen.shares if domain_scope(user).covers(share.unit.path)]
    if user.role == "supervisor":
        return [share for share in seen.shares if share.unit.pk == user.unit_id]
    return []


def writing(share: board.Share, row: Task) -> set[str]:
    """note, submit: what may be written in this state."""
    names = {one.name for one in PROGRESS.allowed(share.state, "clerk")}
    if row.standing and row.due_on is None:
        return {"note"} & {"note" if name == "keep" else "" for name in names}
    return names & {"note", "submit"} if share.owes else names & {"note"}


def note(request: HttpRequest, number: int) -> HttpResponse:
    """记进展."""
    row, given = _writing(request, number, "note")

    def act(form: Any) -> str:
        actions.note_progress(by=request.user, **form.command, task=row, **form.given)
        return "进展已记下。"

    told = "记下以后不能改；填错的，再记一条更正。"
    return step(
        request,
        bound(request, NoteForm, **given),
        act,
        row.get_absolute_url(),
        title="记进展",
        lead=str(row),
        told=told,
    )


def claim(request: HttpRequest, number: int) -> HttpResponse:
    """申请确认完成."""
    row, given = _writing(request, number, "submit")

    def act(form: Any) -> str:
        actions.claim_done(by=request.user, **form.command, task=row, **form.given)
        return "已申请，等待牵头单位确认。"

    told = f"由{row.campaign.unit.name}看过佐证后确认；申请的人不能自己确认。"
    return step(
        request,
        bound(request, ClaimForm, **given),
        act,
        row.get_absolute_url(),
        title="申请确认完成",
        lead=str(row),
        told=told,
    )


def _writing(request: HttpRequest, number: int, name: str) -> tuple[Task, dict[str, Any]]:
    """The task and what a form of notes needs; 404 for whoever has no part in it, or none in this state."""
    row = visible(request, number)
    (seen,) = board.rows([row], request.user, timezone.localdate())
    units = [share.unit for share in writable(request.user, seen) if name in writing(share, row)]
    if not units:
        raise Http404
    notes = Note.objects.visible_to(request.user).filter(progress__task=row, unit__in=units, claims=False)
    return row, {"units": units, "measurable": is_measurable(row), "notes": notes.order_by("-id")}


# ── the office that leads ────────────────────────────────────────────────────────────────────────────────────────────


def progress_of(request: HttpRequest, number: int) -> Progress:
    """A unit's part, or 404."""
    rows = Progress.objects.visible_to(request.user).select_related("task__campaign__unit", "unit")
    found: Progress = get_object_or_404(rows, pk=number)
    return found


def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """确认完成."""
    row = progress_of(request, number)

    def act(form: Any) -> str:
        actions.confirm_done(by=request.user, **form.command, progress=row, seen=form.version or 0)
        return f"“{row.unit.name}”的完成已确认。"

    told = "请先看过佐证材料。确认后这个单位的任务列为已完成；长期任务转为长期坚持。"
    return _answer(request, row, CommandForm, act, "确认完成", told)


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回完成申请."""
    row = progress_of(request, number)

    def act(form: Any) -> str:
        actions.return_done(by=request.user, **form.command, progress=row, seen=form.version or 0, **form.values)
        return f"“{row.unit.name}”的申请已退回。"

    return _answer(request, row, ReasonForm, act, "退回完成申请", "请写清缺什么、怎么补。")


def resume(request: HttpRequest, number: int) -> HttpResponse:
    """重新推进."""
    row = progress_of(request, number)

    def act(form: Any) -> str:
        actions.resume_task(by=request.user, **form.command, progress=row, seen=form.version or 0, **form.values)
        return f"“{row.unit.name}”须重新推进。"

    return _answer(request, row, ReasonForm, act, "重新推进", "原来的确认留在记录里。")


def _answer(request: HttpRequest, row: Progress, form: Any, act: Any, title: str, told: str) -> HttpResponse:
    last = row.notes.order_by("-number").first()
    facts = [("单位", row.unit.name), ("状态", row.state_word), ("最近记录", last.text if last else "")]
    lead = str(row.task)
    back = row.task.get_absolute_url()
    return step(request, bound(request, form, row=row), act, back, title=title, lead=lead, told=told, facts=facts)


def file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a note."""
    rows = NoteFile.objects.visible_to(request.user).select_related("file")
    return files.download(get_object_or_404(rows, pk=number).file)


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def milestone(request: HttpRequest, number: int) -> HttpResponse:
    """设里程碑."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.set_milestone(by=request.user, **form.command, task=row, **form.values)
        return "里程碑已设。"

    told = f"不晚于任务的完成时限{row.due_on:%Y年%m月%d日}。" if row.due_on else ""
    form = bound(request, MilestoneForm)
    return step(request, form, act, row.get_absolute_url(), title="设里程碑", lead=str(row), told=told)


def reach(request: HttpRequest, number: int) -> HttpResponse:
    """达到里程碑."""
    one = milestone_of(request, number)

    def act(form: Any) -> str:
        actions.reach_milestone(by=request.user, **form.command, milestone=one, seen=form.version or 0, **form.values)
        return f"“{one.title}”已记为达到。"

    back = one.task.get_absolute_url()
    return step(request, bound(request, ReachForm, row=one), act, back, title="达到里程碑", lead=one.title)


def drop(request: HttpRequest, number: int) -> HttpResponse:
    """取消里程碑."""
    one = milestone_of(request, number)

    def act(form: Any) -> str:
        actions.drop_milestone(by=request.user, **form.command, milestone=one, seen=form.version or 0, **form.values)
        return f"“{one.title}”已取消。"

    back = one.task.get_absolute_url()
    told = "取消后不再计入风险；里程碑和理由保留。"
    return step(request, bound(request, ReasonForm, row=one), act, back, title="取消里程碑", lead=one.title, told=told)


def milestone_of(request: HttpRequest, number: int) -> Milestone:
    """A milestone of a task in reach, or 404."""
    one: Milestone = get_object_or_404(Milestone.objects.select_related("task"), pk=number)
    visible(request, one.task_id)
    return one
