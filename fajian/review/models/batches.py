"""评查批次 and those who may be asked to read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.draws.models import Draw
from fajian.engine.reviews.standards import Standard, standards
from fajian.orgs.models import Placed
from fajian.review.workflow import BATCH


class Batch(Placed):
    """评查批次: files of one kind, done with in a span of days, so many of each unit drawn by lot.

    Belongs to the office that reviews. It pins its standard's version. `listed`: how many files were drawn from;
    `unplaced` lay in the span but have no unit here, of `unkinded` nobody knows whether the party is an enterprise.
    """

    title = models.CharField("名称", max_length=200)
    standard_code = models.CharField("评查标准", max_length=40)
    standard_version = models.PositiveIntegerField("标准版本")
    from_on = models.DateField("办结日期自")
    to_on = models.DateField("办结日期至")
    only_enterprise = models.BooleanField("只评涉企案卷", default=False)
    take = models.PositiveSmallIntegerField("每个单位抽几件")
    joint = models.CharField("会同单位", max_length=200, blank=True)
    due_on = models.DateField("评查时限")
    listed = models.PositiveIntegerField("名单件数", default=0)
    unplaced = models.PositiveIntegerField("没有对应单位的件数", default=0)
    unkinded = models.PositiveIntegerField("不知是否涉企的件数", default=0)
    state = models.CharField("状态", max_length=10, choices=BATCH.choices, default="preparing")
    sampled = models.ForeignKey(
        Draw, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所依抽取"
    )

    class Meta:
        verbose_name = verbose_name_plural = "评查批次"
        db_table = "review_batch"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="review_batch_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_on__lte=models.F("to_on")),
                name="review_batch_span",
                violation_error_message="办结日期的起日不能晚于止日",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("review:batch", args=[self.pk])

    @property
    def standard(self) -> Standard:
        """The standard, as released."""
        return standards()[self.standard_code, self.standard_version]

    @property
    def source(self) -> str:
        """How its draws and ledgers name it."""
        return f"file-review:{self.pk}"

    @property
    def draw(self) -> Draw:
        """The attempt that counts: the newest."""
        found: Draw = Draw.objects.filter(source=self.source).order_by("-attempt")[0]
        return found

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return BATCH.states[self.state]


class Reviewer(Placed):
    """评查员: who may be asked to read files of a batch. Belongs to the office that reviews."""

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="reviewers", db_index=False, verbose_name="批次"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="评查员"
    )

    class Meta:
        verbose_name = verbose_name_plural = "评查员"
        db_table = "review_reviewer"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="review_reviewer_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "user"], name="review_reviewer_once", violation_error_message="这位评查员已经在名单里"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
