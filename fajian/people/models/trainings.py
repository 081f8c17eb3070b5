"""培训 and who took part."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet
from fajian.people import courses
from fajian.people.models.officers import Officer


class TrainingQuerySet(ScopedQuerySet["Training"]):
    """Trainings."""

    def of_year(self, year: int) -> Any:
        """Held in the year and not struck out."""
        return self.filter(struck_out=False, held_on__year=year)


class Training(Placed):
    """培训: held by a unit on a day; `hours` are those of whoever took part in all of it. Struck out, never deleted."""

    title = models.CharField("名称", max_length=200)
    kind = models.CharField("内容", max_length=10, choices=courses.kind_choices)
    way = models.CharField("形式", max_length=10, choices=courses.way_choices)
    held_on = models.DateField("培训日期")
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    note = models.CharField("地点、师资和主要内容", max_length=500, blank=True)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar[Any] = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "培训"
        db_table = "people_training"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "held_on"], name="people_training_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="people_training_struck",
                violation_error_message="作废须写明理由",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="people_training_hours", violation_error_message="学时应大于 0"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("people:training", args=[self.pk])

    @property
    def year(self) -> int:
        """The year it counts for."""
        day: datetime.date = self.held_on
        return day.year


class Attendance(Placed):
    """参训: one officer at one training; `unit` is the officer's."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="attendances", verbose_name="培训")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="attendances", verbose_name="人员")

    class Meta:
        verbose_name = verbose_name_plural = "参训"
        db_table = "people_attendance"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "officer"],
                name="people_attendance_once",
                violation_error_message="这名人员已经登记参加这次培训",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.training}"
