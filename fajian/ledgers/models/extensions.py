"""延期."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from fajian.ledgers.models.problems import Rectification
from fajian.ledgers.workflow import EXTENSION
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class ExtensionQuerySet(ScopedQuerySet["Extension"]):
    """Requests for a later day."""

    def waiting_for(self, user: Any) -> Self:
        """Not answered yet, and this user's office may: no other body has the problem on its list."""
        free = Q(rectification__listed_by=None) | Q(rectification__listed_by=user.unit_id)
        return self.filter(free, state="asked", rectification__state="rectifying", rectification__struck_out=False)


class Extension(Placed):
    """延期申请: the unit asks for a later last day, a supervisor grants or refuses; every one stays listed.

    `late`: asked only after the old day had passed.
    """

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="extensions", db_index=False, verbose_name="问题整改"
    )
    state = models.CharField("状态", max_length=10, choices=EXTENSION.choices, default="asked")
    old_due_on = models.DateField("原整改时限")
    due_on = models.DateField("申请延至")
    reason = models.TextField("延期理由")
    late = models.BooleanField("逾期后申请", default=False)
    answer = models.TextField("答复", blank=True)
    answered_by = someone("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects: ClassVar = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "延期申请"
        db_table = "ledgers_extension"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["rectification", "id"], name="ledgers_extension_problem"),
            models.Index(fields=["unit_path", "id"], condition=Q(state="asked"), name="ledgers_extension_asked"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rectification"],
                condition=Q(state="asked"),
                name="ledgers_extension_one_asked",
                violation_error_message="这个问题已有一份延期申请在等答复",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("old_due_on")),
                name="ledgers_extension_later",
                violation_error_message="延期后的时限须晚于原时限",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rectification} 延期申请"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return EXTENSION.states[self.state]

    @property
    def level(self) -> str:
        """The light beside the word."""
        return {"asked": "yellow", "granted": "green", "refused": "red"}.get(self.state, "grey")
