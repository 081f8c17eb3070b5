"""评分表: what one reviewer says of one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.engine.reviews.scoring import SHORT, VERDICTS, Mark, Sheet
from fajian.orgs.models import Placed
from fajian.orgs.scope import AREA, ScopedQuerySet, domain_scope
from fajian.review.models.samples import Sample
from fajian.review.workflow import OPENED, SHEET

STANDING = ("assigned", "submitted")


class ScoreSheetQuerySet(ScopedQuerySet["ScoreSheet"]):
    """Sheets."""

    def visible_to(self, user: Any) -> Self:
        """One's own; for whoever watches over the reviewed unit, others' too once the file has its score.

        Until then nobody sees another's sheet, the office that reviews included: its people may be readers themselves.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        opened = Q(sample__state__in=OPENED) & domain_scope(user).condition("sample__unit_path")
        return self.filter(Q(reviewer=user) | opened) if user.role in AREA else self.filter(reviewer=user)

    def standing(self) -> Self:
        """Neither recused nor replaced."""
        return self.filter(state__in=STANDING)


class ScoreSheet(Placed):
    """评分表 of one reviewer; `place` 1 and 2 read first, 3 where their scores lie too far apart.

    Belongs to the reviewer's unit. `marks`: by item {verdict, deducted (text), reason}; `vetoes`: by veto the reason.
    """

    sample = models.ForeignKey(
        Sample, on_delete=models.PROTECT, related_name="sheets", db_index=False, verbose_name="案卷"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="评查员"
    )
    place = models.PositiveSmallIntegerField("第几份")
    state = models.CharField("状态", max_length=10, choices=SHEET.choices, default="assigned")
    marks = models.JSONField("各项评分", default=dict, blank=True)
    vetoes = models.JSONField("否决项", default=dict, blank=True)
    opinion = models.TextField("总的意见", blank=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    reason = models.CharField("回避、更换理由", max_length=300, blank=True)

    objects: ClassVar = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评分表"
        db_table = "review_sheet"
        ordering: ClassVar = ["sample_id", "place", "id"]
        indexes: ClassVar = [
            models.Index(fields=["sample", "place"], name="review_sheet_sample"),
            models.Index(fields=["unit_path", "id"], name="review_sheet_scope"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sample", "place"], condition=Q(state__in=STANDING), name="review_sheet_place"
            ),
            models.UniqueConstraint(
                fields=["sample", "reviewer"],
                name="review_sheet_once",
                violation_error_message="这位评查员已经分配过这份案卷",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(score__isnull=False, submitted_at__isnull=False),
                name="review_sheet_scored",
                violation_error_message="没有评分的评分表不能提交",
            ),
            models.CheckConstraint(
                condition=Q(state__in=STANDING) | ~Q(reason=""),
                name="review_sheet_reason",
                violation_error_message="回避、更换须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample}的评分表{self.place}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("review:sheet", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return SHEET.states[self.state]

    @property
    def is_standing(self) -> bool:
        """Neither recused nor replaced?"""
        return self.state in STANDING

    def lines(self) -> Iterator[Line]:
        """The vetoes found to hold, then every item in the order of the standard."""
        standard, filled = self.sample.batch.standard, self.filled
        for veto in standard.vetoes:
            if veto.code in filled.vetoes:
                yield Line("否决项", veto.code, veto.title, None, "属实", None, filled.vetoes[veto.code])
        for item in standard.items:
            mark = filled.marks.get(item.code, Mark(""))
            lost = mark.deducted if mark.verdict == SHORT else None
            word = VERDICTS.get(mark.verdict, "未评")
            yield Line(item.part, item.code, item.title, item.points, word, lost, mark.reason)

    @property
    def filled(self) -> Sheet:
        """For the engine."""
        marks = {
            code: Mark(told["verdict"], Decimal(told["deducted"]), told["reason"]) for code, told in self.marks.items()
        }
        return Sheet(marks, self.vetoes)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet as people read it; `points` and `deducted` are None for a veto."""

    part: str
    code: str
    title: str
    points: Decimal | None
    verdict: str
    deducted: Decimal | None
    reason: str


def kept(marks: dict[str, Mark]) -> dict[str, Any]:
    """Marks as they are stored."""
    return {
        code: {"verdict": mark.verdict, "deducted": str(mark.deducted), "reason": mark.reason}
        for code, mark in marks.items()
    }
