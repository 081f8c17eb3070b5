"""推进情况台账, frozen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign, JoinedQuerySet
from fajian.core.digests import canonical, digest
from fajian.orgs.models import Placed


class SnapshotQuerySet(JoinedQuerySet["Snapshot"]):
    """Snapshots: seen as their campaign is; what they hold of each unit, by its parts."""

    way_to_campaign = "campaign"


class Snapshot(Placed):
    """月度固化: the numbers and rows of a campaign as they stood when a month was reported. Never changed.

    Belongs to the office that leads. `number` counts the freezings of one month: a second one needs its `reason`.
    `checkpoint` is that of the audit chain just before. `digest` is over the parts' digests (see `sealed`).
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="snapshots", db_index=False, verbose_name="行动"
    )
    month_on = models.DateField("月份")
    number = models.PositiveSmallIntegerField("第几次固化")
    reason = models.CharField("重新固化的理由", max_length=300, blank=True)
    as_of = models.DateField("截止日")
    checkpoint = models.TextField("留痕检查点")
    algorithm = models.CharField("摘要算法", max_length=10)
    digest = models.CharField("摘要", max_length=64, db_index=True)

    objects: ClassVar = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度固化"
        db_table = "campaigns_snapshot"
        ordering: ClassVar = ["-month_on", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "month_on", "number"], name="campaigns_snapshot_once"),
            models.CheckConstraint(
                condition=Q(version=1) & (Q(number=1) | ~Q(reason="")),
                name="campaigns_snapshot_frozen",
                violation_error_message="固化后不改；重新固化须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y年%-m月}推进情况台账（第{self.number}次固化）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("reporting:snapshot", args=[self.pk])

    def sealed(self, parts: list[tuple[int, str]]) -> str:
        """The digest over what was frozen: which campaign, month, day, and each unit's digest, in the units' order."""
        told = {"campaign": self.campaign_id, "month": self.month_on, "as_of": self.as_of, "parts": parts}
        return digest(canonical(told), self.algorithm)


class SnapshotPart(Placed):
    """月度固化的一个单位: the exact text that was hashed (canonical JSON) and its digest. Never changed."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="parts", db_index=False, verbose_name="月度固化"
    )
    content = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "月度固化内容"
        db_table = "campaigns_snapshot_part"
        ordering: ClassVar = ["unit_path"]
        indexes: ClassVar = [models.Index(fields=["snapshot", "unit_path"], name="campaigns_snapshot_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["snapshot", "unit"], name="campaigns_snapshot_unit"),
            models.CheckConstraint(
                condition=Q(version=1), name="campaigns_snapshot_kept", violation_error_message="固化后不改"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} {self.unit}"
