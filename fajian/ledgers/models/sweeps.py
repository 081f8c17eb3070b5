"""排查: the cases of a unit gone through one by one, what was found, and the rows of the ledger that came of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.ledgers.models.entries import Entry, Ledger
from fajian.ledgers.workflow import SWEPT
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class Sweep(Placed):
    """排查: the penalties of the ledger's unit between two days, each to be looked at; problems go to the ledger.

    `enterprises`: of enterprises and sole traders only; a case that does not say whose it is counts as theirs.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="sweeps", verbose_name="台账")
    title = models.CharField("名称", max_length=120)
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    enterprises = models.BooleanField("只查涉企案件", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "排查"
        db_table = "ledgers_sweep"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_sweep_scope")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:sweep", args=[self.pk])


class SweptCaseQuerySet(ScopedQuerySet["SweptCase"]):
    """Cases of sweeps."""

    def waiting(self) -> Self:
        """Nobody has looked yet."""
        return self.filter(state="waiting")


class SweptCase(Placed):
    """排查的案件: one case as it stood when the sweep began, and what somebody found in it.

    `entry` is the row of the ledger that holds its problem: recorded from here, or there already (`told`: a feedback
    of an earlier review that names the case's number).
    """

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="cases", db_index=False, verbose_name="排查")
    number = models.PositiveIntegerField("序号")
    record_id = models.CharField("案件编号", max_length=200)
    decision_no = models.CharField("决定书文号", max_length=200, blank=True)
    party = models.CharField("当事人", max_length=200, blank=True)
    matter = models.CharField("违法行为", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=SWEPT.choices, default="waiting")
    told = models.BooleanField("以前反馈过", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="台账条目"
    )
    looked_by = someone("排查人")
    looked_at = models.DateTimeField("排查时间", null=True, blank=True)

    objects: ClassVar = SweptCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排查的案件"
        db_table = "ledgers_swept_case"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sweep", "number"], name="ledgers_swept_number"),
            models.CheckConstraint(
                condition=~Q(state="problem") | Q(entry__isnull=False),
                name="ledgers_swept_problem",
                violation_error_message="发现问题的案件须有台账条目",
            ),
            models.CheckConstraint(
                condition=~Q(state="clean") | Q(looked_by__isnull=False, looked_at__isnull=False),
                name="ledgers_swept_looked",
                violation_error_message="未发现问题须写明是谁查的",
            ),
        ]

    def __str__(self) -> str:
        return self.decision_no or self.record_id

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return SWEPT.states[self.state]
