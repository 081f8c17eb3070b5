"""申报数."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fajian.campaigns.models.plans import Campaign
from fajian.orgs.models import Placed


class Declaration(Placed):
    """申报数: what a unit says it did in a month, where the system has no rows to count (content/documents/counters).

    Never changed: a correction is a new row, and the newest of unit, counter and month stands.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="declarations", db_index=False, verbose_name="行动"
    )
    counter = models.CharField("指标", max_length=30)
    month_on = models.DateField("月份")
    number = models.PositiveIntegerField("数字")
    basis = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "申报数"
        db_table = "campaigns_declaration"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "unit_path", "counter", "id"], name="campaigns_declared_scope")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(version=1) & ~Q(basis=""),
                name="campaigns_declared_once",
                violation_error_message="申报数须写明依据，报出后不改，更正的另报一次",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.counter} {self.number}"
