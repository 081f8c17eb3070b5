"""方案、行动、阶段、任务、报送义务."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models

from fajian.campaigns.workflow import CHECK, DUTY
from fajian.core.audited import Audited
from fajian.engine.plans.schema import Plan
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class PlanDocument(Placed):
    """方案: the document as text and what the compiler made of it. Belongs to the office that runs it.

    `compiled` is the exchange form (fajian-plan/1); `settled` maps the place of a doubt in it to the answer a person
    gave. Nothing runs before every doubt has one.
    """

    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="文件"
    )
    text = models.TextField("全文")
    compiled = models.JSONField("编译结果")
    settled = models.JSONField("已核定的存疑", default=dict, blank=True)
    state = models.CharField("状态", max_length=10, choices=CHECK.choices, default="draft")

    class Meta:
        verbose_name = verbose_name_plural = "方案"
        db_table = "campaigns_plan"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def plan(self) -> Plan:
        """The plan as data."""
        return Plan.from_json(self.compiled)

    @property
    def doubts(self) -> list[dict[str, Any]]:
        """Every doubt with its place and, once settled, its answer."""
        found = self.compiled.get("doubts") or []
        return [doubt | {"place": place, "answer": self.settled.get(str(place))} for place, doubt in enumerate(found)]

    @property
    def open_doubts(self) -> int:
        """How many nobody has settled yet."""
        return sum(doubt["answer"] is None for doubt in self.doubts)


class Campaign(Placed):
    """专项整治行动: a plan that runs, led by the office it belongs to."""

    STATES: ClassVar = [("running", "进行中"), ("finished", "已结束")]

    document = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, related_name="campaign", verbose_name="方案"
    )
    title = models.CharField("名称", max_length=200)
    state = models.CharField("状态", max_length=10, choices=STATES, default="running")
    from_on = models.DateField("开始", null=True)
    to_on = models.DateField("结束", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "专项整治行动"
        db_table = "campaigns_campaign"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> str:
        """How ledgers opened for it name it."""
        return f"campaign:{self.pk}"


class Stage(Audited):
    """阶段: a span of the campaign; an open end is null."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stages", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次序")
    title = models.CharField("名称", max_length=100)
    from_on = models.DateField("开始", null=True)
    to_on = models.DateField("结束", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "阶段"
        db_table = "campaigns_stage"
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.title

    def progress(self, today: datetime.date) -> str:
        """未开始, 进行中, 已结束 as of a day."""
        if self.from_on and today < self.from_on:
            return "未开始"
        return "已结束" if self.to_on and today > self.to_on else "进行中"


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
    quote = models.TextField("原文")

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        db_table = "campaigns_task"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class DutyQuerySet(ScopedQuerySet["Duty"]):
    """Duties of units."""

    def owed(self) -> Self:
        """Not handed in yet, or returned."""
        return self.filter(state__in=("due", "returned"))


class Duty(Placed):
    """报送义务: what one unit must hand in by a day; without a day, `rhythm` says how often (每月)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次序")
    what = models.CharField("报送内容", max_length=300)
    due_on = models.DateField("期限", null=True)
    rhythm = models.CharField("周期", max_length=20, blank=True)
    quote = models.TextField("原文")
    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="随报台账"
    )
    state = models.CharField("状态", max_length=10, choices=DUTY.choices, default="due")
    nil = models.BooleanField("零报告", default=False)
    text = models.TextField("报送说明", blank=True)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="附件"
    )
    handed_in_at = models.DateTimeField("报送时间", null=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)

    objects: ClassVar = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送义务"
        db_table = "campaigns_duty"
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state", "due_on"], name="campaigns_duty_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "number"], name="campaigns_duty_once")
        ]

    def __str__(self) -> str:
        return self.what

    def light(self, today: datetime.date, soon: datetime.date) -> str:
        """done, late, soon or open: `soon` is the day up to which a duty counts as nearly due."""
        if self.state in ("handed_in", "received"):
            return "done"
        if self.due_on is None or self.due_on > soon:
            return "open"
        return "late" if self.due_on < today else "soon"
