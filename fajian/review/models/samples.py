"""抽中的案卷 and what its unit objects to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed
from fajian.orgs.scope import OWN_UNIT, ScopedQuerySet
from fajian.review.models.batches import Batch
from fajian.review.workflow import SAMPLE, TOLD


class SampleQuerySet(ScopedQuerySet["Sample"]):
    """Files that were drawn."""

    def visible_to(self, user: Any) -> Self:
        """In scope; a unit learns of its own file when the result is fed back."""
        rows = super().visible_to(user)
        return rows.filter(state__in=TOLD) if user.role in OWN_UNIT else rows


class Sample(Placed):
    """抽中的案卷: one file of one unit. Belongs to the unit that made it.

    `hits` are the rules' findings of its record on the day it was taken into the batch, each [rule id, what it says];
    `officers` the names of those who handled it: they never read it. `problems`: what the unit is told, by code of
    item or veto, each with the points deducted (text) and the reasons; `counted` the places of the sheets averaged.
    """

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="samples", db_index=False, verbose_name="批次"
    )
    record_id = models.CharField("案卷编号", max_length=200)
    title = models.CharField("案卷名称", max_length=300)
    party = models.CharField("当事人", max_length=200, blank=True)
    decision_no = models.CharField("案卷文号", max_length=120, blank=True)
    finished_on = models.DateField("办结日期")
    hits = models.JSONField("疑点提示", default=list, blank=True)
    officers = models.JSONField("承办人员", default=list, blank=True)
    state = models.CharField("状态", max_length=10, choices=SAMPLE.choices, default="drawn")
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField("等次", max_length=20, blank=True)
    vetoes = models.JSONField("属实的否决项", default=list, blank=True)
    problems = models.JSONField("问题", default=dict, blank=True)
    counted = models.JSONField("计入的评分表", default=list, blank=True)
    scored_on = models.DateField("评定日期", null=True, blank=True)
    object_by_on = models.DateField("异议期限", null=True, blank=True)
    settled_on = models.DateField("定案日期", null=True, blank=True)

    objects: ClassVar = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽中案卷"
        db_table = "review_sample"
        ordering: ClassVar = ["unit_path", "id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "id"], name="review_sample_scope"),
            models.Index(fields=["state", "object_by_on"], name="review_sample_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "record_id"], name="review_sample_once"),
            models.CheckConstraint(
                condition=Q(state__in=("drawn", "assigned", "third")) | Q(score__isnull=False) & ~Q(grade=""),
                name="review_sample_scored",
                violation_error_message="没有评分的案卷不能反馈、定案",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("review:sample", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return SAMPLE.states[self.state]

    @property
    def source(self) -> str:
        """How the rows of ledgers name it; a problem adds its code."""
        return f"file-review:{self.pk}"

    @property
    def lines(self) -> list[tuple[str, str, Decimal | None, str]]:
        """(code, title, points deducted or None for a veto, reasons) of what the unit is told."""
        titles = self.batch.standard.titles()
        return [
            (code, titles[code], Decimal(told["deducted"]) if told["deducted"] else None, told["reason"])
            for code, told in self.problems.items()
        ]


class Objection(Placed):
    """异议: which items the unit does not accept and why; what the re-check made of it. Belongs to the unit."""

    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="objection", verbose_name="案卷")
    codes = models.JSONField("有异议的项目")
    reason = models.TextField("异议理由")
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    dropped = models.JSONField("复核更正的项目", default=list, blank=True)
    answer = models.TextField("复核意见", blank=True)
    score_before = models.DecimalField("复核前得分", max_digits=5, decimal_places=2)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="复核人",
    )  # fmt: skip
    answered_at = models.DateTimeField("复核时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评查异议"
        db_table = "review_objection"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="review_objection_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer="") & Q(answered_by__isnull=False),
                name="review_objection_answered",
                violation_error_message="复核须由人办理，并写明意见",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample}的异议"
