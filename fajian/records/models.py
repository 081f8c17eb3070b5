"""导入批次: what was handed in, what was taken of it, and what could not be read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from fajian.core.workflow import Step, Workflow
from fajian.orgs.models import Placed
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import ScopedQuerySet

BATCH = Workflow(
    title="导入批次",
    states={"received": "待导入", "imported": "已导入", "refused": "未能导入", "withdrawn": "已撤回"},
    steps=(
        Step("take_in", "导入", ("received",), "imported", "system"),
        Step("refuse", "不予导入", ("received",), "refused", "system", ("reason",)),
        Step("withdraw", "撤回批次", ("imported",), "withdrawn", "keeper", ("reason",)),
    ),
    groups={"system": (), "keeper": WRITERS},
    labels={"reason": "理由"},
)


class ImportBatch(Placed):
    """One file handed in for a unit and those under it. Its rows lie in the warehouse under `code`, never edited.

    A withdrawn batch is left out of every later reading and run; its rows stay. `counts` per table: read, taken,
    refused, repeated, skipped; `said` how many faults of each level and kind ("refused:bad_date"), of which the table
    of faults holds at most 10,000 of each level. `digest` is the file's own.
    """

    code = models.CharField("批次号", max_length=40, unique=True)
    title = models.CharField("文件名", max_length=200)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=10, choices=BATCH.choices, default="received")
    counts = models.JSONField("条数", default=dict, blank=True)
    said = models.JSONField("差错和提示", default=dict, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        db_table = "records_batch"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="records_batch_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "digest"],
                condition=models.Q(state__in=("received", "imported")),
                name="records_batch_file",
                violation_error_message="这个文件已经上报过",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.code}）"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return BATCH.states[self.state]

    @property
    def taken(self) -> int:
        """Rows taken over all tables."""
        return sum(count["taken"] for count in self.counts.values())

    @property
    def refused(self) -> int:
        """Rows refused over all tables."""
        return sum(count["refused"] for count in self.counts.values())

    @property
    def fault_count(self) -> int:
        """How many faults there were, kept or not: refused rows and notes."""
        return sum(self.said.values())


class HeadingMap(Placed):
    """栏目对照: which heading of a unit's own sheet is which column of a table; a person said so, later files use it.

    `mapping`: heading → column, "" for one that is left out. `digest` is of the headings: the same sheet again is the
    same map.
    """

    table = models.CharField("表", max_length=40)
    title = models.CharField("表名", max_length=200)
    digest = models.CharField("摘要", max_length=64)
    mapping = models.JSONField("栏目对照", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "栏目对照"
        db_table = "records_heading_map"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="records_heading_scope")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "digest"], name="records_heading_once")]

    def __str__(self) -> str:
        return f"{self.title}的栏目对照"


class BatchFault(models.Model):
    """差错: one cell, row or sheet that could not be taken as it stands; `row` 0 = the whole sheet.

    No audited row: it is read off the file anew whenever needed, and its values may name persons.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="faults")
    unit_path = models.CharField(max_length=40)
    file = models.CharField("文件", max_length=200)
    sheet = models.CharField("工作表", max_length=200, blank=True)
    row = models.PositiveIntegerField("行")
    column = models.CharField("栏目", max_length=200, blank=True)
    value = models.TextField("原值", blank=True)
    kind = models.CharField("类别", max_length=30)
    level = models.CharField("处理", max_length=10)
    message = models.TextField("说明")

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入差错"
        db_table = "records_fault"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["batch", "level", "id"], name="records_fault_list")]

    @property
    def is_refused(self) -> bool:
        """Was the row left out?"""
        return self.level == "refused"
