"""导入批次: what was handed in, what was taken of it, and what could not be read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fajian.core.workflow import Step, Workflow
from fajian.orgs.models import Placed

BATCH = Workflow(
    title="导入批次",
    states={"received": "待导入", "imported": "已导入", "refused": "未能导入", "withdrawn": "已撤回"},
    steps=(
        Step("take_in", "导入", ("received",), "imported", "system"),
        Step("refuse", "不予导入", ("received",), "refused", "system", ("reason",)),
        Step("withdraw", "撤回批次", ("imported",), "withdrawn", "keeper", ("reason",)),
    ),
    groups={"system": (), "keeper": ("clerk", "unit_leader", "supervisor")},
    labels={"reason": "理由"},
)


class ImportBatch(Placed):
    """One file handed in by a unit. Its rows lie in the warehouse under `code`, never edited; a withdrawn batch is
    left out of every later run, its rows stay.

    `counts` per table: read, taken, refused; `faults` the first of the faults in full, `fault_count` how many in all.
    """

    code = models.CharField("批次号", max_length=40, unique=True)
    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=10, choices=BATCH.choices, default="received")
    counts = models.JSONField("条数", default=dict, blank=True)
    faults = models.JSONField("差错", default=list, blank=True)
    fault_count = models.PositiveIntegerField("差错数", default=0)
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        db_table = "records_batch"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="records_batch_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "digest"],
                condition=~models.Q(state="refused"),
                name="records_batch_file",
                violation_error_message="这个文件已经导入过",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.code}）"

    @property
    def taken(self) -> int:
        """Rows taken over all tables."""
        return sum(count["taken"] for count in self.counts.values())
