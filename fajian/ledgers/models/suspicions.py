"""疑似纸面整改: what a check of the ledgers found, and what a person made of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.ledgers.models.entries import Ledger
from fajian.ledgers.models.problems import Rectification
from fajian.ledgers.workflow import SUSPICION
from fajian.orgs.models import Placed, someone


class Suspicion(Placed):
    """疑似纸面整改: one check's word on a problem, or on a ledger as a whole; a lead to look into, never a finding.

    `told` is what was found (examination.Hit.told), `digest` the SHA-256 of it: a suspicion that a person has judged is
    listed again only when that changes. `unit` is the ledger's.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="台账")
    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, null=True, blank=True, related_name="suspicions", verbose_name="问题"
    )
    check_code = models.CharField("检查项", max_length=30)
    told = models.JSONField("情况")
    digest = models.CharField("情况摘要", max_length=64)
    state = models.CharField("状态", max_length=10, choices=SUSPICION.choices, default="open")
    reason = models.TextField("核实情况", blank=True)
    judged_by = someone("核实人")
    judged_at = models.DateTimeField("核实时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "疑似纸面整改"
        db_table = "ledgers_suspicion"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "check_code", "id"], name="ledgers_suspicion_scope")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rectification", "check_code"],
                condition=Q(rectification__isnull=False),
                name="ledgers_suspicion_row",
            ),
            models.UniqueConstraint(
                fields=["ledger", "check_code"],
                condition=Q(rectification__isnull=True),
                name="ledgers_suspicion_ledger",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("confirmed", "dismissed"))
                | Q(judged_by__isnull=False, judged_at__isnull=False) & ~Q(reason=""),
                name="ledgers_suspicion_judged",
                violation_error_message="核实须由人办理，并写明情况",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}疑似纸面整改"

    def get_absolute_url(self) -> str:
        """Where it is judged."""
        return reverse("ledgers:judge", args=[self.pk])

    @property
    def where(self) -> str:
        """The row or the ledger."""
        return str(self.rectification.entry) if self.rectification else str(self.ledger)

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return SUSPICION.states[self.state]
