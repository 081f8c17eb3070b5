"""报送材料: what was handed in, what exactly it was; 报送草稿."""

from __future__ import annotations

import json
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.duties import Duty
from fajian.campaigns.workflow import DRAFT
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Placed
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import ScopedQuerySet


def person(title: str) -> models.ForeignKey[Any, Any]:
    """A column that names who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=title,
    )


def upload(title: str) -> models.ForeignKey[Any, Any]:
    """A column that holds a file."""
    return models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=title
    )


class Return(Placed):
    """报送材料: one version of what a unit handed in for a duty; never changed but for the answer it got.

    `figures` are the numbers of the ledgers that went with it, as they stood then: {name: {state: count}}. `digest` is
    the SHA-256 of its ReturnContent, "" for what was handed in before contents were kept.
    """

    ANSWERS: ClassVar = [("", "待收"), ("received", "收讫"), ("returned", "退回")]

    duty = models.ForeignKey(
        Duty, on_delete=models.PROTECT, related_name="returns", db_index=False, verbose_name="报送义务"
    )
    number = models.PositiveSmallIntegerField("次数")
    text = models.TextField("报送说明")
    nil = models.BooleanField("零报告", default=False)
    file = upload("附件")
    proof = upload("备查材料")
    figures = models.JSONField("随报台账数字", default=dict, blank=True)
    answer = models.CharField("答复", max_length=10, choices=ANSWERS, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    answered_by = person("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    approved_by = person("审定人")
    approved_at = models.DateTimeField("审定时间", null=True, blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报送材料"
        db_table = "campaigns_return"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "number"], name="campaigns_return_once"),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(reason=""),
                name="campaigns_return_reason",
                violation_error_message="退回须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} 第{self.number}次"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:version", args=[self.pk])

    @property
    def sums(self) -> list[tuple[str, str]]:
        """The ledgers' numbers in words, e.g. 3 条，其中整改中 1 条、已销号 2 条.

        Both orders are ours: PostgreSQL keeps the keys of JSON in its own.
        """
        return [(name, _in_words(counted)) for name, counted in sorted(self.figures.items())]


def _in_words(counted: dict[str, int]) -> str:
    parts = [f"{word} {counted[state]} 条" for state, word in PROBLEM.states.items() if counted.get(state)]
    total = f"{sum(counted.values())} 条"
    return f"{total}，其中{'、'.join(parts)}" if parts else total


class ReturnContent(Placed):
    """报送内容: everything one version says, with the rows of its ledgers as they stood; its text is never changed.

    `text` is canonical JSON (contents.content), byte for byte what the version's digest is the SHA-256 of.
    """

    of = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="content", verbose_name="报送材料")
    text = models.TextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "报送内容"
        db_table = "campaigns_return_content"

    def __str__(self) -> str:
        return str(self.of)

    @property
    def told(self) -> dict[str, Any]:
        """The content as data."""
        read: dict[str, Any] = json.loads(self.text)
        return read


class DraftQuerySet(ScopedQuerySet["Draft"]):
    """Drafts: nobody above the unit sees them."""

    def visible_to(self, user: Any) -> Self:
        """Those of the user's own unit and what is under it; none for an office, a leader above, 纪检."""
        return super().visible_to(user) if getattr(user, "role", "") in UNIT else self.none()


class Draft(Placed):
    """报送草稿: what a unit is about to hand in, one for each duty and used again for the next version.

    `written_by` changed it last and so may not approve it; `digest` is that of the content the leader approved.
    """

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="draft", verbose_name="报送义务")
    text = models.TextField("报送说明", blank=True)
    nil = models.BooleanField("零报告", default=False)
    file = upload("附件")
    proof = upload("备查材料")
    state = models.CharField("状态", max_length=10, choices=DRAFT.choices, default="writing")
    written_by = person("起草人")
    approved_by = person("审定人")
    approved_at = models.DateTimeField("审定时间", null=True, blank=True)
    digest = models.CharField("审定内容摘要", max_length=64, blank=True)
    remark = models.CharField("修改意见", max_length=300, blank=True)

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送草稿"
        db_table = "campaigns_draft"
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="campaigns_draft_state")]

    def __str__(self) -> str:
        return str(self.duty)

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DRAFT.states[self.state]
