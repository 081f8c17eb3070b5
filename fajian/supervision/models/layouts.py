"""文书样式."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fajian.orgs.models import Placed


class PaperLayout(Placed):
    """文书样式: an office's own DOCX layout of one kind of paper; the newest version counts, earlier ones are kept.

    Without a `file` the version goes back to the built-in layout.
    """

    kind = models.CharField("文书", max_length=20)
    number = models.PositiveSmallIntegerField("版次")
    file = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文书样式"
        db_table = "supervision_layout"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind", "number"], name="supervision_layout_once"),
            models.CheckConstraint(
                condition=Q(version=1), name="supervision_layout_kept", violation_error_message="样式各版不改，只出新版"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"
