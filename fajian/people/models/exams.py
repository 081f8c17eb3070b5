"""题库, 法治测试 and 答卷."""

from __future__ import annotations

import datetime
import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed
from fajian.orgs.scope import SEGMENT, ScopedQuerySet, domain_scope, levels
from fajian.people.models.officers import Officer

LETTERS = "ABCDEF"


def seed() -> str:
    """What nobody can guess."""
    return secrets.token_hex(8)


class QuestionQuerySet(ScopedQuerySet["Question"]):
    """Questions."""

    def standing(self) -> Self:
        """Not struck out."""
        return self.filter(struck_out=False)


class Question(Placed):
    """题目: never changed, for papers were written on it; a wrong one is struck out and entered anew.

    `options` are the answers to choose from in their order (A, B, …); `answer` is the letters of the right ones, for
    对/错 A or B.
    """

    KINDS: ClassVar = [("single", "单选"), ("multiple", "多选"), ("judge", "判断")]
    SUBJECTS: ClassVar = [("general", "公共法律知识"), ("special", "专业法律知识")]

    kind = models.CharField("题型", max_length=10, choices=KINDS)
    subject = models.CharField("类别", max_length=10, choices=SUBJECTS)
    stem = models.TextField("题干")
    options = models.JSONField("选项")
    answer = models.CharField("答案", max_length=6)
    basis = models.CharField("依据", max_length=300)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "题目"
        db_table = "people_question"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="people_question_struck",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.stem

    @property
    def lettered(self) -> list[tuple[str, str]]:
        """(letter, option)."""
        return list(zip(LETTERS, self.options, strict=False))

    @property
    def told(self) -> str:
        """The right answer as people read it."""
        if self.kind == "judge":
            return str(self.options[LETTERS.index(self.answer)])
        return str(self.answer)


class ExamQuerySet(ScopedQuerySet["Exam"]):
    """Tests."""

    def visible_to(self, user: Any) -> Self:
        """Those set for units in reach, and those set for a unit above: its people sit them."""
        scope = domain_scope(user)
        above = {path[:end] for path in scope.prefixes for end in range(SEGMENT, len(path), SEGMENT)}
        mine = scope.condition("unit_path")
        return self.filter(mine | Q(unit_path__in=above)) if mine else self.all()  # an empty condition is everything

    def waiting_for(self, officer: Officer, on: datetime.date) -> Self:
        """Open on the day for this officer, who has not handed a paper in."""
        rows = self.filter(struck_out=False, from_on__lte=on, to_on__gte=on, unit_path__in=levels(officer.unit_path))
        return rows.exclude(sittings__in=Sitting.objects.filter(officer=officer, handed_at__isnull=False))


class Exam(Placed):
    """法治测试: open from one day to another for the officers of a unit and those under it.

    Each officer gets `count` questions, drawn by `seed` and the officer's number, and `minutes` from the start.
    """

    title = models.CharField("名称", max_length=200)
    subject = models.CharField("范围", max_length=10, choices=[("", "全部题目"), *Question.SUBJECTS], blank=True)
    from_on = models.DateField("开始日期")
    to_on = models.DateField("截止日期")
    minutes = models.PositiveSmallIntegerField("时长（分钟）")
    count = models.PositiveSmallIntegerField("题数")
    pass_score = models.PositiveSmallIntegerField("合格分", default=60)
    pool = models.JSONField("题目编号", default=list)
    seed = models.CharField(max_length=16, default=seed, editable=False)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar[Any] = ExamQuerySet.as_manager()
    secret = frozenset({"seed"})

    class Meta:
        verbose_name = verbose_name_plural = "法治测试"
        db_table = "people_exam"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")),
                name="people_exam_span",
                violation_error_message="截止日期不能早于开始日期",
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="people_exam_struck",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("people:exam", args=[self.pk])

    def is_open(self, on: datetime.date) -> bool:
        """May a paper be begun on the day?"""
        return not self.struck_out and self.from_on <= on <= self.to_on


class Sitting(Placed):
    """答卷: one officer's paper. `answers`: number of the question → letters; `score` of 100 once it is handed in."""

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sittings", verbose_name="法治测试")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="sittings", verbose_name="人员")
    questions = models.JSONField("题目")
    answers = models.JSONField("作答", default=dict, blank=True)
    started_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("截止时间")
    handed_at = models.DateTimeField("交卷时间", null=True, blank=True)
    score = models.DecimalField("成绩", max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "答卷"
        db_table = "people_sitting"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exam", "officer"],
                name="people_sitting_once",
                violation_error_message="每人每次测试只能答一份",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.exam}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("people:sitting", args=[self.pk])

    @property
    def passed(self) -> bool | None:
        """None while it is not handed in."""
        return None if self.score is None else self.score >= self.exam.pass_score
