"""报告模板."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fajian.orgs.models import Placed


class ReportTemplate(Placed):
    """报告模板: an office's own layout of one kind of report; the newest version is used, earlier ones are kept.

    Without a `file` the version goes back to the built-in layout.
    """

    kind = models.CharField("报告", max_length=20)
    number = models.PositiveSmallIntegerField("版次")
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报告模板"
        db_table = "campaigns_template"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind", "number"], name="campaigns_template_once"),
            models.CheckConstraint(
                condition=Q(version=1), name="campaigns_template_kept", violation_error_message="模板各版不改，只出新版"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"
