"""Writes on tasks: notes of units, completion confirmed, milestones."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from fajian.campaigns.actions.shared import SUPERVISOR, leads, of_own, runs
from fajian.campaigns.measures import is_measurable
from fajian.campaigns.models import Milestone, Note, NoteFile, Progress, Task, TaskUnit
from fajian.campaigns.workflow import PROGRESS
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import domain_scope


@action("campaigns.note_progress", title="记进展", who=WRITERS)
def note_progress(
    act: Act,
    *,
    task: Task,
    unit: Unit,
    text: str,
    percent: int | None = None,
    received: Sequence[files.Received] = (),
    corrects: Note | None = None,
) -> Note:
    """What the unit did for the task, with files that show it. An earlier note is put right by naming it here."""
    row = _progress(act, task, unit)
    PROGRESS.take(row, "keep" if task.due_on is None and task.standing else "note", by=act.by, text=text.strip())
    if corrects is not None and corrects.progress_id != row.pk:
        raise Refused("只能更正本单位在这项任务里的进展记录，请刷新页面后重新选择。")
    return _write(act, row, text, percent, received, corrects=corrects)


@action("campaigns.claim_done", title="申请确认完成", who=WRITERS)
def claim_done(
    act: Act, *, task: Task, unit: Unit, text: str, received: Sequence[files.Received], percent: int | None = None
) -> Note:
    """The unit has done its part: the proof goes with it, and the office that leads confirms."""
    row = _progress(act, task, unit)
    PROGRESS.take(row, "submit", by=act.by, text=text.strip(), proof=received)
    return _write(act, row, text, percent, received, claims=True)


@action("campaigns.confirm_done", title="确认完成", who=SUPERVISOR)
def confirm_done(act: Act, *, progress: Progress, seen: int) -> Progress:
    """The part is done, by the proof; by another person than the one who asked. A standing task then goes on."""
    row = _answerable(act, progress, seen)
    PROGRESS.take(row, "hold" if row.task.standing else "confirm", by=act.by)
    row.done_on = act.today
    _reply(act, row, "confirmed", "")
    return row


@action("campaigns.return_done", title="退回完成申请", who=SUPERVISOR)
def return_done(act: Act, *, progress: Progress, seen: int, reason: str) -> Progress:
    """Not shown to be done: back to the unit with the reason."""
    row = _answerable(act, progress, seen)
    PROGRESS.take(row, "return_", by=act.by, reason=reason.strip())
    _reply(act, row, "returned", reason.strip())
    return row


@action("campaigns.resume_task", title="重新推进", who=SUPERVISOR)
def resume_task(act: Act, *, progress: Progress, seen: int, reason: str) -> Progress:
    """What was confirmed does not hold: the unit goes on."""
    row = _answerable(act, progress, seen)
    PROGRESS.take(row, "reopen", by=act.by, reason=reason.strip())
    row.done_on = None
    act.save(row)
    act.note(reason=reason.strip())
    writers = Note.objects.filter(progress=row, claims=True).order_by("-number").select_related("recorded_by")[:1]
    notify.tell(
        [note.recorded_by for note in writers if note.recorded_by],
        f"任务“{row.task.title[:100]}”须重新推进：{reason.strip()[:100]}",
        row.task.get_absolute_url(),
    )
    return row


def _progress(act: Act, task: Task, unit: Unit) -> Progress:
    """The unit's row of the task, locked or new; refused where the task is not the unit's, or the unit not one's own.

    The task is locked first: two people of one unit who write at once share one row.
    """
    runs(act.lock(task).campaign)
    of_own(act, unit)
    if not TaskUnit.objects.filter(task=task, unit=unit).exists():
        raise Refused(f"“{unit.name}”不承担这项任务，不能填写进展。")
    found = Progress.objects.filter(task=task, unit=unit).first()
    return act.lock(found) if found else act.create(Progress, task=task, unit=unit)


def _write(
    act: Act,
    row: Progress,
    text: str,
    percent: int | None,
    received: Sequence[files.Received],
    *,
    corrects: Note | None = None,
    claims: bool = False,
) -> Note:
    """The note with its files; the row says when and how far."""
    if percent is not None and not is_measurable(row.task):
        raise Refused("方案没有给这项任务定量化目标，不填完成比例。")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("完成比例应在 0 到 100 之间。")
    row.noted_on = act.today
    row.percent = row.percent if percent is None else percent
    act.save(row)
    number = Note.objects.filter(progress=row).count() + 1
    note = act.create(
        Note,
        progress=row,
        unit=row.unit,
        number=number,
        text=text.strip(),
        percent=percent,
        corrects=corrects,
        claims=claims,
    )
    for one in received:
        act.create(NoteFile, note=note, unit=row.unit, file=files.attach(act, one))
    act.about(row)
    return note


def _answerable(act: Act, progress: Progress, seen: int) -> Progress:
    """The row, locked, unchanged since it was seen; of a campaign that the acting user's office leads."""
    row = act.lock(progress, seen=seen)
    leads(act, row.task.campaign.unit_path)
    runs(row.task.campaign)
    return row


def _reply(act: Act, row: Progress, answer: str, reason: str) -> None:
    """Write what became of the claim, and tell whoever made it."""
    claim: Note = act.lock(Note.objects.filter(progress=row, claims=True).order_by("-number")[0])
    by = claim.recorded_by
    if act.user is not None and by is not None and act.user.is_person(by):
        raise Refused("申请的人不能确认自己的申请，请由另一位监督人员办理。")
    claim.answer, claim.reason, claim.answered_by, claim.answered_at = answer, reason, act.user, act.now
    act.save(row)
    act.save(claim)
    act.about(row)
    if by is not None:
        told = f"退回：{reason[:100]}" if answer == "returned" else "已确认"
        notify.tell([by], f"任务“{row.task.title[:120]}”的完成申请{told}", row.task.get_absolute_url())


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.set_milestone", title="设里程碑", who=WRITERS)
def set_milestone(act: Act, *, task: Task, title: str, due_on: datetime.date) -> Milestone:
    """Something the task must have reached by a day, not later than the task's own last day."""
    row = act.lock(task)
    _steers(act, row)
    if row.due_on and due_on > row.due_on:
        raise Refused(f"里程碑不能晚于任务的完成时限（{row.due_on:%Y-%m-%d}），请改日期。")
    made = act.create(Milestone, task=row, unit=row.campaign.unit, title=title.strip()[:200], due_on=due_on)
    act.about(row)
    return made


@action("campaigns.reach_milestone", title="达到里程碑", who=WRITERS)
def reach_milestone(act: Act, *, milestone: Milestone, seen: int, reached_on: datetime.date, remark: str) -> Milestone:
    """Reached on a day that is not in the future; `remark` says by what one sees it."""
    row = _open_milestone(act, milestone, seen)
    if reached_on > act.today:
        raise Refused("达到日期不能晚于今天。")
    if not remark.strip():
        raise Refused("请写明达到情况，例如印发的文件、完成的数字。")
    row.reached_on, row.remark = reached_on, remark.strip()[:300]
    act.save(row)
    return row


@action("campaigns.drop_milestone", title="取消里程碑", who=WRITERS)
def drop_milestone(act: Act, *, milestone: Milestone, seen: int, reason: str) -> Milestone:
    """No longer wanted; it stays, with the reason."""
    row = _open_milestone(act, milestone, seen)
    if not reason.strip():
        raise Refused("取消里程碑须写明理由。")
    row.dropped, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


def _open_milestone(act: Act, milestone: Milestone, seen: int) -> Milestone:
    row = act.lock(milestone, seen=seen)
    _steers(act, row.task)
    if not row.is_open:
        raise Refused("这个里程碑已经达到或者取消，请刷新页面。")
    return row


def _steers(act: Act, task: Task) -> None:
    """Milestones are set by the office that leads the campaign and by the units that lead the task, while it runs."""
    runs(task.campaign)
    if act.user is not None and not steers(act.user, task):
        raise Refused("里程碑由行动的牵头单位或者任务的牵头单位填写。")


def steers(user: Any, task: Task) -> bool:
    """Does the user's office lead the campaign, or the user's unit the task?"""
    if user.role == "supervisor" and domain_scope(user).covers(task.campaign.unit_path):
        return True
    return bool(TaskUnit.objects.visible_to(user).filter(task=task, part="lead").exists())
