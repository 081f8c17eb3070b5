"""任务, and the units it is given to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.core.audited import Audited
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class Going(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Rows of units that have not left the campaign: what every page and every count asks."""

    def get_queryset(self) -> ScopedQuerySet[Any]:
        """Without those that ended."""
        found: ScopedQuerySet[Any] = super().get_queryset().filter(ended_on=None)
        return found


class Task(Audited):
    """任务: one piece of work with its units as the plan names them and its time limit."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks", verbose_name="行动")
    number = models.CharField("编号", max_length=20)
    title = models.CharField("任务", max_length=300)
    lead = models.CharField("牵头单位", max_length=300, blank=True)
    support = models.CharField("配合单位", max_length=500, blank=True)
    responsible = models.CharField("责任单位", max_length=500, blank=True)
    due_on = models.DateField("完成时限", null=True)
    standing = models.BooleanField("持续推进", default=False)
    annexes = models.CharField("台账", max_length=100, blank=True)
    quote = models.TextField("原文")

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        db_table = "campaigns_task"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:task", args=[self.pk])


class TaskUnit(Placed):
    """任务单位: a unit that a task is given to, as lead, support or responsible; one row for each part it has.

    `objects` leaves out the parts of units that have left the campaign; `every` has them.
    """

    PARTS: ClassVar = [("lead", "牵头"), ("support", "配合"), ("responsible", "责任")]

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="units", db_index=False, verbose_name="任务")
    part = models.CharField("分工", max_length=12, choices=PARTS)
    ended_on = models.DateField("退出日期", null=True, blank=True)

    objects: ClassVar = Going()
    every: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任务单位"
        db_table = "campaigns_task_unit"
        ordering: ClassVar = ["unit_path", "part"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "task"], name="campaigns_task_unit_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "unit", "part"], name="campaigns_task_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.get_part_display()} {self.unit}"
