"""推进情况, 进展记录, 里程碑."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.models.tasks import Task, TaskUnit
from fajian.campaigns.workflow import PROGRESS
from fajian.core.audited import M
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope

OWING = ("lead", "responsible")  # parts that must be confirmed as done; whoever supports writes notes


class TaskQuerySet(ScopedQuerySet[M]):
    """Rows about a task: seen by the unit that wrote them, those above it, and whoever leads the task."""

    way_to_task = "task"

    def visible_to(self, user: Any) -> Self:
        """The rows in the user's scope, and all those of tasks that a unit of the scope leads."""
        own = domain_scope(user).condition(self.scope_column)
        led = TaskUnit.objects.visible_to(user).filter(part="lead").values("task")
        return self.filter(own | Q(**{f"{self.way_to_task}__in": led})) if own else self.all()


class ProgressQuerySet(TaskQuerySet["Progress"]):
    """How far units are."""

    def led_by(self, user: Any) -> Self:
        """Of campaigns led by an office in the user's scope: only that office confirms."""
        led = Campaign.objects.filter(domain_scope(user).condition("unit_path")).values("pk")
        return self.filter(task__campaign__in=led)


class Progress(Placed):
    """推进情况: how far one unit is with one task. Until it wrote its first note there is no row: 未开始."""

    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="progress", db_index=False, verbose_name="任务"
    )
    state = models.CharField("状态", max_length=10, choices=PROGRESS.choices, default="due")
    percent = models.PositiveSmallIntegerField("完成比例", null=True)
    noted_on = models.DateField("最近进展", null=True)
    done_on = models.DateField("完成日期", null=True)

    objects: ClassVar = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "推进情况"
        db_table = "campaigns_progress"
        ordering: ClassVar = ["unit_path"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_progress_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "unit"], name="campaigns_progress_once"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="campaigns_progress_percent",
                violation_error_message="完成比例应在 0 到 100 之间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.unit}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PROGRESS.states[self.state]


class NoteQuerySet(TaskQuerySet["Note"]):
    """Notes."""

    way_to_task = "progress__task"


class Note(Placed):
    """进展记录: what a unit wrote of a task, once; put right by a new note that names this one, never changed.

    `claims`: it asks to have the task confirmed as done; then `answer` says what the office that leads made of it.
    """

    ANSWERS: ClassVar = [("", "待确认"), ("confirmed", "已确认"), ("returned", "退回")]

    progress = models.ForeignKey(
        Progress, on_delete=models.PROTECT, related_name="notes", db_index=False, verbose_name="推进情况"
    )
    number = models.PositiveSmallIntegerField("次序")
    text = models.TextField("进展")
    percent = models.PositiveSmallIntegerField("完成比例", null=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        db_index=False,
        verbose_name="更正",
    )
    claims = models.BooleanField("申请确认完成", default=False)
    answer = models.CharField("答复", max_length=10, choices=ANSWERS, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="答复人",
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects: ClassVar = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "进展记录"
        db_table = "campaigns_note"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["progress", "number"], name="campaigns_note_once"),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(reason=""),
                name="campaigns_note_reason",
                violation_error_message="退回须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.progress} 第{self.number}次"


class NoteFileQuerySet(TaskQuerySet["NoteFile"]):
    """Files of notes."""

    way_to_task = "note__progress__task"


class NoteFile(Placed):
    """进展佐证: a file that shows what a note says."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="files", verbose_name="进展记录")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")

    objects: ClassVar = NoteFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "进展佐证"
        db_table = "campaigns_note_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.file)


class Milestone(Placed):
    """里程碑: something a task must have reached by a day; belongs to the office that leads the campaign."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="milestones", verbose_name="任务")
    title = models.CharField("里程碑", max_length=200)
    due_on = models.DateField("应达到日期")
    reached_on = models.DateField("达到日期", null=True)
    remark = models.CharField("达到情况", max_length=300, blank=True)
    dropped = models.BooleanField("已取消", default=False)
    reason = models.CharField("取消理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "里程碑"
        db_table = "campaigns_milestone"
        ordering: ClassVar = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Is it still to be reached?"""
        return self.reached_on is None and not self.dropped

    def standing(self, today: datetime.date) -> tuple[str, str]:
        """(colour, word) of its light."""
        if self.dropped:
            return "grey", "已取消"
        if self.reached_on:
            return "green", "已达到" if self.reached_on <= self.due_on else "已达到（迟）"
        return ("red", "过期未达到") if self.due_on < today else ("grey", "未到时间")
