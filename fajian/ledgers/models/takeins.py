"""发放 and 收回: a ledger given out as a workbook, and what comes back of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from fajian.core.models import StoredFile
from fajian.core.workflow import Step, Workflow
from fajian.ledgers.models.entries import Ledger
from fajian.orgs.models import Placed
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import ScopedQuerySet

KINDS = ("xlsx", "xls", "et", "csv", "txt")
LARGE = 1 << 18  # bytes: some 2,000 rows of a workbook

TAKE_IN = Workflow(
    title="收回的表格",
    states={
        "received": "待读入", "open": "待收入", "taken": "已收入", "unreadable": "未能读入", "dropped": "未收",
        "moved": "不是本台账的",
    },
    steps=(
        #    name        button      from                   to            who           must be filled in
        Step("read_in", "读入", ("received", "open", "unreadable"), "open", "filling_in"),
        Step("fail", "未能读入", ("received",), "unreadable", "filling_in", ("reason",)),
        Step("take", "收入台账", ("open",), "taken", "filling_in"),
        Step("drop", "不收", ("open",), "dropped", "filling_in"),
        Step("move", "撤回归入", ("open", "unreadable", "dropped"), "moved", "supervisor"),
    ),
    groups={"filling_in": WRITERS},
    labels={"reason": "理由"},
)  # fmt: skip


def _stored(name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=name
    )


class Issue(Placed):
    """发放: a ledger given out as a workbook at one moment.

    `code` stands in the workbook's hidden sheet; `file` is the workbook, `base` what every row said in it (kept.py), so
    that three versions can be compared when it comes back.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="issues", verbose_name="台账")
    code = models.CharField("发放编号", max_length=40, unique=True)
    file = _stored("表格")
    base = _stored("发放时的内容")
    digest = models.CharField("摘要", max_length=64)
    rows = models.PositiveIntegerField("行数")

    class Meta:
        verbose_name = verbose_name_plural = "发放"
        db_table = "ledgers_issue"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_issue_scope")]

    def __str__(self) -> str:
        return f"{self.ledger}（{self.code}）"


class TakeInQuerySet(ScopedQuerySet["TakeIn"]):
    """Files that came back."""

    def visible_to(self, user: Any) -> Self:
        """As any row; but what turned out to be another unit's file is nothing this unit should read."""
        return super().visible_to(user).here()

    def here(self) -> Self:
        """Without those that were placed here by mistake."""
        return self.exclude(state="moved")


class TakeIn(Placed):
    """收回: one file that came back for a ledger, from the upload to what was taken of it.

    `file` is the file as it came, `reading` what it says (kept.py); what taking it would do is computed anew whenever
    somebody looks (comparing.py). `chosen` are the columns a person put right: sheet, place, heading, column ("" =
    none); `heads` the first and last row of headings they named by sheet, null = leave this sheet out. `outcome` is the
    list of what was taken and what was not, kept for ever; `counts` its numbers. `issue`: the one the file was made
    from, where it says so.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="take_ins", verbose_name="台账")
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="take_ins", verbose_name="发放"
    )
    title = models.CharField("文件名", max_length=200)
    digest = models.CharField("摘要", max_length=64)
    file = _stored("文件")
    reading = _stored("读出的内容")
    outcome = _stored("收回清单")
    chosen = models.JSONField("指定的栏目", default=list, blank=True)
    heads = models.JSONField("指定的表头", default=dict, blank=True)
    counts = models.JSONField("行数", default=dict, blank=True)
    state = models.CharField("状态", max_length=12, choices=TAKE_IN.choices, default="received")
    reason = models.TextField("说明", blank=True)
    taken_at = models.DateTimeField("收入时间", null=True, blank=True)

    objects: ClassVar = TakeInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收回"
        db_table = "ledgers_takein"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_takein_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ledger", "digest"],
                condition=models.Q(state__in=("received", "open", "taken")),
                name="ledgers_takein_file",
                violation_error_message="这个文件已经收回过",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:take_in", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return TAKE_IN.states[self.state]

    @property
    def is_large(self) -> bool:
        """Is it work for the background?"""
        return self.file is not None and self.file.size > LARGE


class HeadingMap(Placed):
    """表头对照: which heading of a unit's own sheets is which column of a form; remembered when a person says so."""

    spec_code = models.CharField("样式", max_length=40)
    mapping = models.JSONField("表头对照", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "表头对照"
        db_table = "ledgers_heading_map"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_heading_scope")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "spec_code"], name="ledgers_heading_once")]

    def __str__(self) -> str:
        return f"{self.unit}的表头对照"
