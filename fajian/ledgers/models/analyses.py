"""剖析: what an office made of a problem that many units have."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from fajian.ledgers.models.fixes import Fix
from fajian.orgs.models import Placed


class Analysis(Placed):
    """共性问题剖析: why many units have one kind of problem and what keeps it from coming back.

    `by` and `key` say which problems (lasting.REPEATED), `told` what was counted on that day (commons.Common.told). A
    later analysis is another row; none is changed. `fix`: the document in which the remedy was laid down.
    """

    by = models.CharField("按", max_length=8)
    key = models.CharField(max_length=120)
    words = models.CharField("问题", max_length=120)
    as_of = models.DateField("统计到")
    told = models.JSONField("统计")
    cause = models.TextField("原因剖析")
    remedy = models.TextField("长效机制")
    fix = models.ForeignKey(
        Fix, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="制度成果"
    )

    class Meta:
        verbose_name = verbose_name_plural = "共性问题剖析"
        db_table = "ledgers_analysis"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_analysis_scope")]

    def __str__(self) -> str:
        return f"“{self.words}”问题剖析"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:analysis", args=[self.pk])
