"""对账、核账、销账: one round of one unit of a campaign."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.distribution import CampaignRows
from fajian.campaigns.models.plans import Campaign, Participant
from fajian.campaigns.models.returns import person
from fajian.campaigns.workflow import RECONCILIATION
from fajian.orgs.models import Placed


class Reconciliation(Placed):
    """对账: what a unit signed as compared, what became of it; the newest round of a unit is the one that stands.

    `figures` is what was compared (reconciling.compared), `digest` the SHA-256 of its canonical JSON. Who signed and
    when is who recorded it.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="reconciliations", db_index=False, verbose_name="行动"
    )
    number = models.PositiveSmallIntegerField("轮次")
    figures = models.JSONField("对账数字")
    digest = models.CharField("对账摘要", max_length=64)
    explained = models.CharField("差异说明", max_length=500, blank=True)
    state = models.CharField("状态", max_length=12, choices=RECONCILIATION.choices, default="signed")
    note = models.CharField("核账意见", max_length=500, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    verified_by = person("核账人")
    verified_at = models.DateTimeField("核账时间", null=True, blank=True)
    returned_by = person("退回人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    written_off_by = person("销账人")
    written_off_at = models.DateTimeField("销账时间", null=True, blank=True)

    objects: ClassVar = CampaignRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对账"
        db_table = "campaigns_reconciliation"
        ordering: ClassVar = ["unit_path", "number"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_reconcile_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "number"], name="campaigns_reconcile_once"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="campaigns_reconcile_reason",
                violation_error_message="退回须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}第{self.number}轮对账"

    def get_absolute_url(self) -> str:
        """The page of its unit."""
        joined: Any = Participant.objects.get(campaign=self.campaign_id, unit=self.unit_id)
        return reverse("campaigns:reconciliation", args=[joined.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return RECONCILIATION.states[self.state]
