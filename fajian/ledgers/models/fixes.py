"""建章立制: rules a unit made so that a kind of problem does not come back, and the problems they hold for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.ledgers.models.problems import Rectification
from fajian.orgs.models import Placed


class Fix(Placed):
    """制度成果: a document a unit has issued. It is not rewritten; a wrong one is struck out and registered anew."""

    title = models.CharField("制度名称", max_length=200)
    doc_no = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期")
    file = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="文件"
    )
    struck_out = models.BooleanField("已作废", default=False)
    struck_reason = models.TextField("作废理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "制度成果"
        db_table = "ledgers_fix"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_fix_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "title", "doc_no"],
                condition=Q(struck_out=False),
                name="ledgers_fix_once",
                violation_error_message="本单位已登记过这项制度，请直接选用",
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(struck_reason=""),
                name="ledgers_fix_reason",
                violation_error_message="作废制度成果须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.doc_no}）" if self.doc_no else self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:fix", args=[self.pk])


class FixUse(Placed):
    """关联制度: a problem for which a fix holds; taken off with a reason."""

    fix = models.ForeignKey(Fix, on_delete=models.PROTECT, related_name="uses", verbose_name="制度成果")
    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="fixes", verbose_name="问题整改"
    )
    struck_out = models.BooleanField("已取消", default=False)
    struck_reason = models.TextField("取消理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关联制度"
        db_table = "ledgers_fix_use"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fix", "rectification"],
                condition=Q(struck_out=False),
                name="ledgers_fix_use_once",
                violation_error_message="这项制度已经关联这个问题",
            )
        ]

    def __str__(self) -> str:
        return str(self.fix)
