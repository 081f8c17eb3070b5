"""执法人员, and the word of their unit that the roster is complete."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet
from fajian.people import sheets

# 行政处罚法第五十八条第二款; the rule LEG-QUAL looks at the same day.
BAR_SINCE = datetime.date(2018, 1, 1)


class OfficerQuerySet(ScopedQuerySet["Officer"]):
    """Officers, assistants, legal reviewers."""

    def in_post(self, on: datetime.date) -> Self:
        """Who has not left by the day; the last day in post counts."""
        return self.filter(Q(left_on=None) | Q(left_on__gte=on))

    def reviewers(self) -> Self:
        """Who does legal review, alone or beside something else."""
        return self.filter(Q(kind="reviewer") | Q(first_reviewed_on__isnull=False))

    def unqualified(self) -> Self:
        """Reviewers who began when a bar certificate was compulsory, without one from before they began."""
        late = Q(bar_no="") | Q(bar_on__gt=models.F("first_reviewed_on"))
        return self.filter(late, first_reviewed_on__gte=BAR_SINCE)


class Officer(Placed):
    """执法人员: one person on a unit's roster; assistants and legal reviewers too.

    `number` is what the enforcement data name the person by. `account`: the person's own account, if there is one.
    `first_reviewed_on`: since when the person does legal review, None for who does none.
    """

    KINDS: ClassVar = [(code, word) for word, code in sheets.KINDS.items()]
    STAFFING: ClassVar = [(code, word) for word, code in sheets.STAFFING.items()]
    PERMANENT: ClassVar = ("civil", "public")  # 在编

    number = models.CharField("人员编号", max_length=40, unique=True, error_messages={"unique": "这个人员编号已经登记"})
    name = models.CharField("姓名", max_length=50)
    kind = models.CharField("人员类别", max_length=10, choices=KINDS)
    staffing = models.CharField("用工性质", max_length=10, choices=STAFFING, blank=True)
    post = models.CharField("岗位", max_length=100, blank=True)
    frontline = models.BooleanField("是否一线岗位", null=True, blank=True)
    police = models.BooleanField("是否人民警察", default=False)
    joined_on = models.DateField("到岗日期", null=True, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)
    left_why = models.CharField("离岗原因", max_length=300, blank=True)
    first_reviewed_on = models.DateField("首次从事法制审核日期", null=True, blank=True)
    bar_no = models.CharField("法律职业资格证号", max_length=40, blank=True)
    bar_on = models.DateField("法律职业资格取得日期", null=True, blank=True)
    account = someone("账号")

    objects: ClassVar[Any] = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "执法人员"
        db_table = "people_officer"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "kind"], name="people_officer_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_on=None) | ~Q(left_why=""),
                name="people_officer_left",
                violation_error_message="离岗须写明原因",
            ),
            models.UniqueConstraint(
                fields=["account"],
                name="people_officer_account",
                violation_error_message="这个账号已经对应另一名人员",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("people:officer", args=[self.pk])

    def is_in_post(self, on: datetime.date) -> bool:
        """As OfficerQuerySet.in_post."""
        return self.left_on is None or self.left_on >= on


class Roster(Placed):
    """名录确认: a unit says that what stands here of a sheet is all there was from one day to another.

    Without it nobody can be said to have no certificate. Never changed: what was wrong is said anew.
    """

    SHEETS: ClassVar = [("certificates", "执法证件"), ("trainings", "培训记录")]

    sheet = models.CharField("名录", max_length=20, choices=SHEETS)
    from_on = models.DateField("起")
    to_on = models.DateField("止")

    class Meta:
        verbose_name = verbose_name_plural = "名录确认"
        db_table = "people_roster"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")),
                name="people_roster_span",
                violation_error_message="止的日期不能早于起的日期",
            ),
            models.UniqueConstraint(
                fields=["unit", "sheet", "from_on", "to_on"],
                name="people_roster_once",
                violation_error_message="这一段时间已经确认过",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sheet_display()} {self.from_on}—{self.to_on}"
