"""方案、行动、参加单位、阶段、任务、报送义务、报送材料."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.workflow import CHECK, DUTY, OWED
from fajian.core.audited import Audited, M
from fajian.engine.plans.schema import Plan
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope

NO_DAY = datetime.date.max


class JoinedQuerySet(ScopedQuerySet[M]):
    """Rows of the office that runs a campaign; seen by it, by those above it, and by every unit that takes part."""

    way_to_campaign = "pk"

    def visible_to(self, user: Any) -> Self:
        """The rows in the user's scope, and those of campaigns in which a unit of the scope takes part."""
        own = domain_scope(user).condition(self.scope_column)
        joined = Participant.objects.visible_to(user).values("campaign")
        return self.filter(own | Q(**{f"{self.way_to_campaign}__in": joined})) if own else self.all()


class PlanQuerySet(JoinedQuerySet["PlanDocument"]):
    """Plans."""

    way_to_campaign = "campaign"


class PlanDocument(Placed):
    """方案: the document as text and what the compiler made of it. Belongs to the office that runs it.

    `compiled` is the exchange form (fajian-plan/1) and stays the machine's reading; `settled` maps the place of a doubt
    in it to the answer a person gave (answers.Answer). What the plan says with the answers taken in: answers.settled.
    """

    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    text = models.TextField("全文")
    compiled = models.JSONField("编译结果")
    settled = models.JSONField("已核定的存疑", default=dict, blank=True)
    state = models.CharField("状态", max_length=10, choices=CHECK.choices, default="draft")
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "方案"
        db_table = "campaigns_plan"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:plan", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CHECK.states[self.state]

    @property
    def plan(self) -> Plan:
        """The plan as it was read."""
        return Plan.from_json(self.compiled)

    @property
    def open_doubts(self) -> int:
        """How many nobody has settled yet."""
        return sum(str(place) not in self.settled for place in range(len(self.compiled.get("doubts") or [])))


class CampaignQuerySet(JoinedQuerySet["Campaign"]):
    """Campaigns."""


class Campaign(Placed):
    """专项整治行动: a plan that runs, led by the office it belongs to. An open end is null."""

    STATES: ClassVar = [("running", "进行中"), ("finished", "已结束")]

    document = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, related_name="campaign", verbose_name="方案"
    )
    title = models.CharField("名称", max_length=200)
    state = models.CharField("状态", max_length=10, choices=STATES, default="running")
    from_on = models.DateField("开始", null=True)
    to_on = models.DateField("结束", null=True)

    objects: ClassVar = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专项整治行动"
        db_table = "campaigns_campaign"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:campaign", args=[self.pk])

    @property
    def source(self) -> str:
        """How ledgers opened for it name it."""
        return f"campaign:{self.pk}"


class Participant(Placed):
    """参加单位: a unit that takes part in a campaign; through this row it sees the campaign and its plan."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="participants", db_index=False, verbose_name="行动"
    )

    class Meta:
        verbose_name = verbose_name_plural = "参加单位"
        db_table = "campaigns_participant"
        ordering: ClassVar = ["unit_path"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "campaign"], name="campaigns_part_scope")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="campaigns_part_once")]

    def __str__(self) -> str:
        return str(self.unit)


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
    annexes = models.CharField("台账", max_length=100, blank=True)
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
        return self.filter(state__in=OWED)

    def led_by(self, user: Any) -> Self:
        """Of campaigns led by an office in the user's scope: only that office receives."""
        led = Campaign.objects.filter(domain_scope(user).condition("unit_path")).values("pk")
        return self.filter(campaign__in=led)

    def late(self, today: datetime.date) -> Self:
        """Owed after their last day."""
        return self.owed().filter(due_on__lt=today)


class Duty(Placed):
    """报送义务: what one unit must hand in by a day; without a day, `rhythm` says how often (每月).

    `number` counts the duties of the whole campaign, so that one number is one column of its matrix. `order_on` is
    `due_on`, far away where there is none: lists page by it. `annexes` (附件1、附件2) name the ledgers that go with it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次序")
    what = models.CharField("报送内容", max_length=300)
    to = models.CharField("报送至", max_length=100, blank=True)
    due_on = models.DateField("期限", null=True)
    order_on = models.DateField(editable=False)
    rhythm = models.CharField("周期", max_length=20, blank=True)
    annexes = models.CharField("随报台账", max_length=100, blank=True)
    quote = models.TextField("原文")
    state = models.CharField("状态", max_length=10, choices=DUTY.choices, default="due")
    handed_in_at = models.DateTimeField("最近报送时间", null=True)

    objects: ClassVar = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送义务"
        db_table = "campaigns_duty"
        ordering: ClassVar = ["order_on", "id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "order_on"], name="campaigns_duty_scope"),
            models.Index(fields=["order_on", "id"], name="campaigns_duty_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "number"], name="campaigns_duty_once")
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:duty", args=[self.pk])

    def before_write(self) -> None:
        """Copy the day by which lists are ordered."""
        super().before_write()
        self.order_on = self.due_on or NO_DAY

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DUTY.states[self.state]

    @property
    def is_done(self) -> bool:
        """Has the unit done its part?"""
        return self.state not in OWED

    @property
    def comes_again(self) -> bool:
        """Is it due again and again without a fixed day?"""
        return bool(self.rhythm) and self.due_on is None


class Return(Placed):
    """报送材料: what a unit handed in for a duty, once; never changed but for the answer it got.

    `figures` are the numbers of the ledgers that went with it, as they stood then: {name: {state: count}}.
    """

    ANSWERS: ClassVar = [("", "待收"), ("received", "收讫"), ("returned", "退回")]

    duty = models.ForeignKey(
        Duty, on_delete=models.PROTECT, related_name="returns", db_index=False, verbose_name="报送义务"
    )
    number = models.PositiveSmallIntegerField("次数")
    text = models.TextField("报送说明")
    nil = models.BooleanField("零报告", default=False)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="附件"
    )
    figures = models.JSONField("随报台账数字", default=dict, blank=True)
    answer = models.CharField("答复", max_length=10, choices=ANSWERS, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
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

    class Meta:
        verbose_name = verbose_name_plural = "报送材料"
        db_table = "campaigns_return"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "number"], name="campaigns_return_once"),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(reason=""),
                name="campaigns_return_reason",
                violation_error_message="退回须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} 第{self.number}次"

    @property
    def sums(self) -> list[tuple[str, str]]:
        """The ledgers' numbers in words, e.g. 3 条，其中整改中 1 条、已销号 2 条.

        Both orders are ours: PostgreSQL keeps the keys of JSON in its own.
        """
        return [(name, _in_words(counted)) for name, counted in sorted(self.figures.items())]


def _in_words(counted: dict[str, int]) -> str:
    parts = [f"{word} {counted[state]} 条" for state, word in PROBLEM.states.items() if counted.get(state)]
    total = f"{sum(counted.values())} 条"
    return f"{total}，其中{'、'.join(parts)}" if parts else total
