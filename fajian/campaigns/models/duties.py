"""报送义务, 报送材料."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import DUTY, OWED
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope

NO_DAY = datetime.date.max


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
