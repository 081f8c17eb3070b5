"""活动, 举报渠道公示."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns import kinds
from fajian.campaigns.models.distribution import CampaignRows, answered_by
from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import CHANNEL
from fajian.orgs.models import Placed


class Activity(Placed):
    """活动: a meeting, study, training, visit … a unit held for a campaign; its kinds are data (kinds.py).

    `attended` counts people, `attendees` names them. Struck out with a reason, never changed.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="activities", verbose_name="行动")
    kind = models.CharField("类别", max_length=20)
    subject = models.CharField("主题", max_length=200)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    attended = models.PositiveIntegerField("参加人数")
    attendees = models.TextField("参加人员", blank=True)
    text = models.TextField("主要内容")
    sign_in = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签到表"
    )
    minutes = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录、佐证"
    )
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar = CampaignRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        db_table = "campaigns_activity"
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "campaign", "kind"], name="campaigns_activity_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="campaigns_activity_reason",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:activity", args=[self.pk])

    @property
    def kind_word(self) -> str:
        """The kind as people read it."""
        return kinds.title(self.kind)


class Channel(Placed):
    """举报渠道公示: a number or address for complaints that a unit has made public, where, and from when.

    Public by its nature; confirmed by the office that leads, which has looked at the page or the picture of it.
    """

    KINDS: ClassVar = [("phone", "电话"), ("email", "邮箱"), ("post", "来信来访地址"), ("web", "网上入口")]
    PLACES: ClassVar = [
        ("portal", "门户网站"), ("account", "微信公众号"), ("board", "办事大厅、公示栏"), ("media", "新闻媒体"),
    ]  # fmt: skip

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="channels", verbose_name="行动")
    kind = models.CharField("渠道", max_length=10, choices=KINDS)
    value = models.CharField("号码或地址", max_length=200)
    where = models.CharField("公布在", max_length=10, choices=PLACES)
    url = models.URLField("网址", max_length=300, blank=True)
    picture = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公布截图"
    )
    from_on = models.DateField("公布日期")
    to_on = models.DateField("停止公布日期", null=True)
    state = models.CharField("状态", max_length=10, choices=CHANNEL.choices, default="reported")
    reason = models.CharField("理由", max_length=300, blank=True)
    answered_by = answered_by()
    answered_at = models.DateTimeField("核对时间", null=True)

    objects: ClassVar = CampaignRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "举报渠道公示"
        db_table = "campaigns_channel"
        ordering: ClassVar = ["unit_path", "id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_channel_scope")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"

    def get_absolute_url(self) -> str:
        """The page of all of them."""
        return reverse("campaigns:channels", args=[self.campaign_id])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CHANNEL.states[self.state]

    def is_open(self, today: datetime.date) -> bool:
        """Can people reach it today, and has somebody looked?"""
        return self.state == "confirmed" and self.from_on <= today and (self.to_on is None or today < self.to_on)
