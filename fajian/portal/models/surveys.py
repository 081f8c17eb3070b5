"""监督员, 测评, 一次性评价码, 问卷, 测评结果."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed, Unit, someone
from fajian.portal import tallies
from fajian.portal.models.points import OfficeQuerySet
from fajian.portal.tallies import Questionnaire


class Panelist(Placed):
    """经济发展环境监督员: the roster. Which code one of them gets, nobody can say: codes are handed out by group."""

    name = models.CharField("姓名", max_length=50)
    group = models.CharField("组别", max_length=12, choices=tallies.groups)
    organisation = models.CharField("所在单位", max_length=100, blank=True)
    since = models.DateField("聘任日期")
    until = models.DateField("聘期至", null=True, blank=True)
    ended_on = models.DateField("解聘日期", null=True, blank=True)
    reason = models.TextField("解聘理由", blank=True)

    objects: ClassVar[Any] = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监督员"
        db_table = "portal_panelist"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "ended_on"], name="portal_panelist_scope")]

    def __str__(self) -> str:
        return self.name


class Survey(Placed):
    """测评, of a government's area. `weights`: group → weight, of those that take part. Frozen, it never changes again.

    `digest` of a frozen one is that of its results, as they are published.
    """

    STATES: ClassVar = [("open", "进行中"), ("frozen", "已封存")]

    title = models.CharField("名称", max_length=100)
    questionnaire = models.CharField("问卷", max_length=20, choices=tallies.questionnaires)
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("结束日期", null=True, blank=True)
    weights = models.JSONField("组权重", default=dict)
    state = models.CharField("状态", max_length=8, choices=STATES, default="open")
    frozen_on = models.DateField("封存日期", null=True, blank=True)
    frozen_by = someone("封存人")
    digest = models.CharField("结果摘要", max_length=64, blank=True)

    objects: ClassVar[Any] = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "测评"
        db_table = "portal_survey"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="portal_survey_scope")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portal:survey", args=[self.pk])

    @property
    def form(self) -> Questionnaire:
        """The questions."""
        return tallies.words().questionnaires[self.questionnaire]


class SurveyTarget(Placed):
    """被测评单位."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="targets", verbose_name="测评")

    class Meta:
        verbose_name = verbose_name_plural = "被测评单位"
        db_table = "portal_survey_target"
        ordering: ClassVar = ["unit_path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "unit"], name="portal_survey_target_once")]

    def __str__(self) -> str:
        return self.unit.name


class Ballot(models.Model):
    """一次性评价码: how far it is used, and nothing of what was said with it; no moment is kept of its use.

    `target`: the one unit it is for (after a visit); None: `done` lists the units that were rated. `reference`: what
    the unit calls its visit; of each visit one code.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="ballots")
    digest = models.CharField(max_length=64, unique=True)
    group = models.CharField(max_length=12)
    target = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    reference = models.CharField(max_length=64, blank=True)
    until = models.DateField(null=True)
    done = models.JSONField(default=list)
    is_used = models.BooleanField(default=False)
    is_void = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "一次性评价码"
        db_table = "portal_ballot"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "target", "reference"], condition=~Q(reference=""), name="portal_ballot_visit"
            ),
        ]

    def __str__(self) -> str:
        return self.group


class Answer(models.Model):
    """问卷: what was said of a unit, in a month. Its key is drawn by lot, so it stands in no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    target = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    group = models.CharField(max_length=12)
    month = models.DateField()
    choices = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "问卷"
        db_table = "portal_answer"
        indexes: ClassVar = [models.Index(fields=["survey", "target", "month"], name="portal_answer_of")]

    def __str__(self) -> str:
        return self.group


class SurveyResultQuerySet(OfficeQuerySet):
    """Results: each unit its own, the offices those of their area."""

    def visible_to(self, user: Any) -> Self:
        """As with any row of a unit."""
        found: Self = super(OfficeQuerySet, self).visible_to(user)
        return found


class SurveyResult(Placed):
    """测评结果 of a unit, as it was when the survey was frozen; `score` None: too few sheets for a figure."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="results", verbose_name="测评")
    count = models.PositiveIntegerField("有效份数", null=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)
    satisfied = models.DecimalField("满意率", max_digits=5, decimal_places=2, null=True)
    detail = models.JSONField("明细", default=dict)
    frozen_on = models.DateField("封存日期")

    objects: ClassVar[Any] = SurveyResultQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "测评结果"
        db_table = "portal_survey_result"
        ordering: ClassVar = ["-score", "unit_path"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "frozen_on"], name="portal_result_scope")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "unit"], name="portal_result_once")]

    def __str__(self) -> str:
        return f"{self.unit.name} {self.score}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portal:survey_result", args=[self.pk])

    @property
    def is_low(self) -> bool:
        """Satisfied too seldom."""
        return self.satisfied is not None and self.satisfied < tallies.words().below

    @property
    def parts(self) -> list[tuple[str, int, int, str]]:
        """(groups, weight, sheets, score) as people read them."""
        names = tallies.words().groups
        return [("、".join(names[one] for one in part["groups"]), part["weight"], part["count"], part["score"])
                for part in self.detail.get("parts", ())]  # fmt: skip

    @property
    def questions(self) -> list[tuple[str, list[int]]]:
        """(question, how many of each choice)."""
        told = self.detail.get("questions", {})
        scale = tallies.words().scale
        return [(one.title, [told[one.code].get(code, 0) for code in scale]) for one in self.survey.form.questions
                if one.code in told]  # fmt: skip
