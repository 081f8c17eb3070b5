"""下发与签收, 备案."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import DELIVERY, FILING
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope


class CampaignRows(ScopedQuerySet[Any]):
    """What units hand to the office that leads a campaign."""

    def led_by(self, user: Any) -> Self:
        """Of campaigns led by an office in the user's scope: only that office answers."""
        led = Campaign.objects.filter(domain_scope(user).condition("unit_path")).values("pk")
        return self.filter(campaign__in=led)


def answered_by() -> Any:
    """Who answered, or signed."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="办理人",
    )


class Delivery(Placed):
    """下发: the plan, or what was sent after it, to one unit; signed for, and then what the unit made of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="deliveries", verbose_name="行动")
    number = models.PositiveSmallIntegerField("第几次")
    what = models.CharField("下发内容", max_length=200)
    state = models.CharField("状态", max_length=10, choices=DELIVERY.choices, default="sent")
    signed_by = answered_by()
    signed_at = models.DateTimeField("签收时间", null=True)
    handling = models.TextField("阅办、传达意见", blank=True)
    handled_by = answered_by()
    handled_at = models.DateTimeField("阅办时间", null=True)

    objects: ClassVar = CampaignRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "下发"
        db_table = "campaigns_delivery"
        ordering: ClassVar = ["number", "unit_path"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_delivery_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "number"], name="campaigns_delivery_once")
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DELIVERY.states[self.state]


class Filing(Placed):
    """备案: a unit's own plan or measures for a campaign, handed to the office that leads; once, never changed.

    A returned one stays; the unit hands in another.
    """

    KINDS: ClassVar = [("plan", "本单位工作方案"), ("measures", "本单位工作措施")]

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="filings", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次数")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    title = models.CharField("名称", max_length=200)
    text = models.TextField("主要内容")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    state = models.CharField("状态", max_length=10, choices=FILING.choices, default="handed_in")
    filed_as = models.CharField("备案号", max_length=50, blank=True)
    filed_on = models.DateField("备案日期", null=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    answered_by = answered_by()
    answered_at = models.DateTimeField("答复时间", null=True)

    objects: ClassVar = CampaignRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "备案"
        db_table = "campaigns_filing"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_filing_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "number"], name="campaigns_filing_once"),
            models.UniqueConstraint(
                fields=["campaign", "filed_as"],
                condition=~Q(filed_as=""),
                name="campaigns_filing_number",
                violation_error_message="这个备案号在本行动里已经用过，请换一个",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:filing", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return FILING.states[self.state]
