"""报送义务."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import DUTY, OWED, standing
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

    def standing_in(self, state: str, today: datetime.date) -> Self:
        """In a state as of a day: an exception that has run out is locked again."""
        run_out = Q(state="unlocked", unlocked_until__lt=today)
        match state:
            case "locked":
                return self.filter(Q(state="locked") | run_out)
            case "unlocked":
                return self.filter(state="unlocked").exclude(run_out)
            case _:
                return self.filter(state=state)


class StandingDuties(models.Manager.from_queryset(DutyQuerySet)):  # type: ignore[misc]
    """Duties that have not been struck out: what every page and every count asks."""

    def get_queryset(self) -> DutyQuerySet:
        """Without those struck out."""
        found: DutyQuerySet = super().get_queryset().filter(struck_out=False)
        return found


class Duty(Placed):
    """报送义务: what one unit must hand in by a day; without a day, `rhythm` says how often (每月).

    `number` counts the duties of the whole campaign, so that one number is one column of its matrix. `order_on` is
    `due_on`, far away where there is none: lists page by it. `annexes` (附件1、附件2) name the ledgers that go with it.

    What the office demands of it: `approval`, whether the unit's leader must approve it first; `nil`, whether 零报告 is
    taken and with what proof, where `nil_quote` are the plan's words and `nil_annex` names a ledger that without a row
    counts as nothing found. Once locked it changes by exception only, until `unlocked_until` included.

    `first_due_on` is the day before an amendment moved it. One whose unit has left is struck out: `objects` leaves it
    out, `every` has it.
    """

    APPROVALS: ClassVar = [("", "不须审定"), ("leader", "须经本单位领导审定")]
    NIL: ClassVar = [
        ("", "可以零报告"),
        ("file", "可以零报告，须附证明材料"),
        ("recording", "可以零报告，须附音像资料"),
        ("never", "不接受零报告"),
    ]

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties", verbose_name="行动")
    standing = models.ForeignKey(
        "campaigns.Standing", models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="常态化报送"
    )
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
    approval = models.CharField("报送前审定", max_length=10, choices=APPROVALS, blank=True)
    nil = models.CharField("零报告", max_length=10, choices=NIL, blank=True)
    nil_annex = models.CharField("没有条目时须附材料的台账", max_length=20, blank=True)
    nil_quote = models.TextField("零报告要求的原文", blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="核准人",
    )
    locked_at = models.DateTimeField("核准时间", null=True, blank=True)
    unlocked_until = models.DateField("解锁至", null=True, blank=True)
    unlock_reason = models.CharField("解锁理由", max_length=300, blank=True)
    first_due_on = models.DateField("原期限", null=True, blank=True)
    struck_out = models.BooleanField("已作废", default=False)
    strike_reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar = StandingDuties()
    every: ClassVar = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送义务"
        db_table = "campaigns_duty"
        ordering: ClassVar = ["order_on", "id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "order_on"], name="campaigns_duty_scope"),
            models.Index(fields=["order_on", "id"], name="campaigns_duty_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing", "unit", "due_on"], condition=Q(struck_out=False), name="campaigns_duty_period"
            ),
            models.UniqueConstraint(
                fields=["campaign", "unit", "number"], condition=Q(struck_out=False), name="campaigns_duty_once"
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(strike_reason=""),
                name="campaigns_duty_strike",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:duty", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DUTY.states[self.state]

    def before_write(self) -> None:
        """Copy the day by which lists are ordered."""
        super().before_write()
        self.order_on = self.due_on or NO_DAY

    def state_on(self, today: datetime.date) -> str:
        """The state as of a day."""
        return standing(self.state, self.unlocked_until, today)

    @property
    def named(self) -> str:
        """As notices name it: one of several of the same name is known by its day."""
        day = f"（{self.due_on:%Y-%m-%d}到期）" if self.due_on else ""
        return f"“{self.what[:120]}”{day}"

    @property
    def nil_proof(self) -> bool:
        """Must who has found nothing hand in proof?"""
        return self.nil in ("file", "recording")

    @property
    def is_done(self) -> bool:
        """Has the unit done its part?"""
        return self.state not in OWED

    @property
    def comes_again(self) -> bool:
        """Is it due again and again without a fixed day?"""
        return bool(self.rhythm) and self.due_on is None
