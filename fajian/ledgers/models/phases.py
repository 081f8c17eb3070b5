"""整改步骤."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fajian.ledgers.models.problems import Rectification
from fajian.orgs.models import Placed


class Phase(Placed):
    """整改步骤: one step of what is put right by stages, with its own last day; struck out with a reason.

    `done_on` is the day the unit says it was done, `outcome` what came of it.
    """

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="phases", verbose_name="问题整改"
    )
    text = models.TextField("做什么")
    due_on = models.DateField("步骤时限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    outcome = models.TextField("完成情况", blank=True)
    struck_out = models.BooleanField("已取消", default=False)
    struck_reason = models.TextField("取消理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "整改步骤"
        db_table = "ledgers_phase"
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(struck_reason=""),
                name="ledgers_phase_reason",
                violation_error_message="取消整改步骤须写明理由",
            )
        ]

    def __str__(self) -> str:
        return self.text
