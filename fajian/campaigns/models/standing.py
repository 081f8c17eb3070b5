"""常态化报送: what an office has units hand in again and again after (or during) a campaign, without a new plan."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign, JoinedQuerySet
from fajian.campaigns.models.tasks import Going
from fajian.campaigns.workflow import STANDING
from fajian.engine.plans.schema import EVERY
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class StandingQuerySet(JoinedQuerySet["Standing"]):
    """Standing duties; seen by the office and by every unit that takes part in the campaign."""

    way_to_campaign = "campaign"


class Standing(Placed):
    """常态化报送: belongs to the office and hangs on its campaign, running or finished.

    `words` say the day of each period as a plan would (每季度末月25日前). Each period's duties are opened so many
    working days before it, for all that take part in the campaign or for its own `units`. Periods due before
    `active_from` are not opened: it was set, or set going again, on that day.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="standings", verbose_name="行动")
    what = models.CharField("报送内容", max_length=200)
    to = models.CharField("报送至", max_length=100, blank=True)
    every = models.CharField("周期", max_length=10, choices=[(word, word) for word in EVERY.values()])
    words = models.CharField("期限", max_length=100)
    annexes = models.CharField("随报台账", max_length=100, blank=True)
    from_on = models.DateField("开始")
    to_on = models.DateField("结束", null=True, blank=True)
    open_before = models.PositiveSmallIntegerField("提前多少个工作日下达")
    everybody = models.BooleanField("全部参加单位", default=True)
    active_from = models.DateField("从哪天起下达", editable=False)
    state = models.CharField("状态", max_length=10, choices=STANDING.choices, default="active")
    reason = models.CharField("终止理由", max_length=300, blank=True)

    objects: ClassVar = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常态化报送"
        db_table = "campaigns_standing"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="campaigns_standing_span",
                violation_error_message="结束日期不能早于开始日期",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | ~Q(reason=""),
                name="campaigns_standing_reason",
                violation_error_message="终止须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:standing", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return STANDING.states[self.state]

    @property
    def opens_from(self) -> datetime.date:
        """Periods due earlier are not opened."""
        return max(self.from_on, self.active_from)


class StandingUnit(Placed):
    """常态化报送的单位: one unit a standing duty is for, where it is not for all that take part.

    `objects` leaves out units that have left the campaign; `every` has them.
    """

    standing = models.ForeignKey(
        Standing, on_delete=models.PROTECT, related_name="units", db_index=False, verbose_name="常态化报送"
    )
    ended_on = models.DateField("退出日期", null=True, blank=True)

    objects: ClassVar = Going()
    every: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常态化报送的单位"
        db_table = "campaigns_standing_unit"
        ordering: ClassVar = ["unit_path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standing", "unit"], name="campaigns_standing_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.unit)
