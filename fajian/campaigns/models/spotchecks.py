"""销号抽查: closed problems drawn by lot and looked at again on site."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import RECHECK
from fajian.draws.models import Draw
from fajian.ledgers.models import Entry
from fajian.orgs.models import Placed
from fajian.orgs.scope import OWN_UNIT, ScopedQuerySet


class SpotCheck(Placed):
    """销号抽查: so many closed problems of each unit of a campaign, drawn by lot. Belongs to the office that leads."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="spot_checks", verbose_name="行动")
    title = models.CharField("名称", max_length=200)
    sampled = models.ForeignKey(
        Draw, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所依抽取"
    )

    class Meta:
        verbose_name = verbose_name_plural = "销号抽查"
        db_table = "campaigns_spot_check"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:spot_check", args=[self.pk])

    @property
    def source(self) -> str:
        """How its draws name it."""
        return f"spot-check:{self.pk}"

    @property
    def draw(self) -> Draw:
        """The attempt that counts: the newest."""
        found: Draw = Draw.objects.filter(source=self.source).order_by("-attempt")[0]
        return found


class RecheckQuerySet(ScopedQuerySet["Recheck"]):
    """Problems looked at again."""

    def visible_to(self, user: Any) -> Self:
        """In scope; a unit learns of one only when it has been looked at, since the visit is not announced."""
        rows = super().visible_to(user)
        return rows.exclude(state="waiting") if user.role in OWN_UNIT else rows


class Recheck(Placed):
    """抽查复核: one closed problem, looked at again on site by somebody who had no part in its closing."""

    spot_check = models.ForeignKey(
        SpotCheck, on_delete=models.PROTECT, related_name="rechecks", db_index=False, verbose_name="抽查"
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="rechecks", verbose_name="条目")
    state = models.CharField("状态", max_length=10, choices=RECHECK.choices, default="waiting")
    result = models.TextField("复核情况", blank=True)
    checked_on = models.DateField("现场查看日期", null=True, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="现场材料"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="复核人",
    )  # fmt: skip

    objects: ClassVar = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查复核"
        db_table = "campaigns_recheck"
        ordering: ClassVar = ["unit_path", "id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_recheck_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["spot_check", "entry"], name="campaigns_recheck_once"),
            models.CheckConstraint(
                condition=Q(state="waiting") | ~Q(result="") & Q(checked_by__isnull=False, checked_on__isnull=False),
                name="campaigns_recheck_told",
                violation_error_message="复核须写明情况、日期和复核人",
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:spot", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return RECHECK.states[self.state]
