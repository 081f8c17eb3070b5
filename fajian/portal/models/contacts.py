"""首问登记: who was asked first, who has the matter, by when it was promised."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed, Unit
from fajian.orgs.scope import ScopedQuerySet, domain_scope
from fajian.portal.workflow import CONTACT, UNDER_WAY


class FirstContactQuerySet(ScopedQuerySet["FirstContact"]):
    """Matters brought to a window."""

    def visible_to(self, user: Any) -> Self:
        """Of the unit asked first, and of the one that has the matter."""
        scope = domain_scope(user)
        return self.filter(scope.condition("unit_path") | scope.condition("handler_path") & ~Q(handler_path=""))

    def late(self, today: dt.date) -> Self:
        """Not done by the promised day, or done after it: the 超时清单."""
        return self.filter(Q(state__in=UNDER_WAY, due_on__lt=today) | Q(state="done", done_on__gt=models.F("due_on")))


class FirstContact(Placed):
    """首问登记, of the unit asked first; whoever asked is not named in it.

    `first_by` answers for the matter until another unit has taken it over; the promised working days run from the day
    it was asked, however often it is handed on.
    """

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    matter = models.CharField("事项", max_length=200)
    asked_on = models.DateField("首问日期")
    first_by = models.CharField("首问责任人", max_length=50)
    promised_wd = models.PositiveSmallIntegerField("承诺时限（工作日）")
    due_on = models.DateField("承诺办结日期")
    state = models.CharField("状态", max_length=8, choices=CONTACT.choices, default="open")
    handler = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="承办单位"
    )
    handler_path = models.CharField(max_length=40, blank=True, editable=False)
    taken_on = models.DateField("接收日期", null=True, blank=True)
    done_on = models.DateField("办结日期", null=True, blank=True)
    result = models.TextField("办理结果", blank=True)
    reason = models.TextField("转办、退回的理由", blank=True)
    late_reason = models.TextField("超时原因", blank=True)

    objects: ClassVar[Any] = FirstContactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "首问登记"
        db_table = "portal_first_contact"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "due_on"], name="portal_contact_scope"),
            models.Index(fields=["handler_path", "state", "due_on"], name="portal_contact_handler"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="portal_contact_number"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False) & ~Q(result=""), name="portal_contact_done"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__lte=models.F("due_on")) | ~Q(late_reason=""),
                name="portal_contact_late",
                violation_error_message="超过承诺时限的须写明原因",
            ),
        ]

    def __str__(self) -> str:
        return f"首问 {self.year}-{self.number:05d}"

    def before_write(self) -> None:
        """Copy the path of the unit that has it."""
        super().before_write()
        self.handler_path = self.handler.path if self.handler else ""

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portal:contact", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CONTACT.states[self.state]

    @property
    def charged(self) -> str:
        """Who answers for it now: the person asked first, until another unit took it."""
        if self.state == "taken" and self.handler:
            return self.handler.name
        return f"{self.unit.name}{self.first_by}"

    @property
    def was_late(self) -> bool:
        """Done after the promised day?"""
        return self.done_on is not None and self.done_on > self.due_on
