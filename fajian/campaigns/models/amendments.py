"""行动变更: what of a running campaign is otherwise from a day on, proposed by one person and approved by another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import AMENDMENT
from fajian.core.audited import Audited


class Amendment(Audited):
    """行动变更: one change of a running campaign. `kind` and `asked` say what is to change, `moves` what it moves.

    `moves` are sentences, written when it is proposed and anew when it takes effect: in between units may hand in.
    """

    KINDS: ClassVar = [
        ("due", "调整报送期限"), ("stage", "调整阶段起止"), ("task", "调整任务时限"), ("join", "增加参加单位"),
        ("leave", "单位退出"), ("duty", "增加报送事项"),
    ]  # fmt: skip

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="amendments", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("变更事项", max_length=10, choices=KINDS)
    asked = models.JSONField("变更内容")
    moves = models.JSONField("影响", default=list)
    reason = models.CharField("变更理由", max_length=300)
    basis = models.CharField("依据文件", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=AMENDMENT.choices, default="proposed")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="批准人",
    )
    answered_at = models.DateTimeField("批准时间", null=True, blank=True)
    answer = models.CharField("不予批准的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "行动变更"
        db_table = "campaigns_amendment"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_amendment_once"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="campaigns_amendment_answer",
                violation_error_message="不予批准须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"变更{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The page of the campaign's amendments."""
        return f"{reverse('campaigns:amendments', args=[self.campaign_id])}#amendment-{self.number}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return AMENDMENT.states[self.state]
