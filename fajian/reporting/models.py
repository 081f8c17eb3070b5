"""年度统计报送: one unit's year as it was handed in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed


class YearlyReport(Placed):
    """年度统计报送: the exact text that was hashed (canonical JSON) and its digest. Never changed.

    `number` counts the reports of one unit's year: a second one needs its `reason`. `checkpoint` is that of the audit
    chain just before.
    """

    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("第几次报送")
    reason = models.CharField("重新报送的理由", max_length=300, blank=True)
    as_of = models.DateField("读数日期")
    content = models.TextField("内容")
    checkpoint = models.TextField("留痕检查点")
    algorithm = models.CharField("摘要算法", max_length=10)
    digest = models.CharField("摘要", max_length=64, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度统计报送"
        db_table = "reporting_yearly"
        ordering: ClassVar = ["-year", "unit_path", "-number"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "year"], name="reporting_yearly_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="reporting_yearly_once"),
            models.CheckConstraint(
                condition=Q(version=1) & (Q(number=1) | ~Q(reason="")),
                name="reporting_yearly_frozen",
                violation_error_message="报送后不改；重新报送须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年度行政执法统计（第{self.number}次报送）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("reporting:yearly_report", args=[self.pk])
