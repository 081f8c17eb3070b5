"""信用事件, 信用修复和异议."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.commitments import words
from fajian.commitments.words import EventKind
from fajian.commitments.workflow import CREDIT, REQUEST
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class CreditEventQuerySet(ScopedQuerySet["CreditEvent"]):
    """What is on record of parties."""

    def of(self, party: str) -> Self:
        """Of one party, oldest first."""
        return self.filter(party=party).order_by("happened_on", "pk")

    def standing(self) -> Self:
        """Neither repaired nor revoked."""
        return self.filter(state="recorded")


class CreditEvent(Placed):
    """信用事件: a fact on a party's record. `shown_until` None: how long it is shown cannot be judged, or no end.

    `push` says how far its exchange with the credit platform came, `push_told` what the platform answered.
    """

    PUSHES: ClassVar = [("", "未推送"), ("pushed", "已推送"), ("taken", "平台已接收"), ("rejected", "平台退回")]

    party = models.CharField("主体代码", max_length=64)
    party_name = models.CharField("主体名称", max_length=200)
    is_person = models.BooleanField("自然人", default=False)
    kind = models.CharField("事件种类", max_length=16, choices=words.event_choices)
    happened_on = models.DateField("发生或认定日期")
    paper_no = models.CharField("认定文书文号", max_length=100, blank=True)
    told = models.TextField("事实", blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    shown_until = models.DateField("最长公示期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=CREDIT.choices, default="recorded")
    ended_on = models.DateField("修复或撤销日期", null=True, blank=True)
    note = models.TextField("理由", blank=True)
    push = models.CharField("推送", max_length=10, choices=PUSHES, blank=True)
    pushed_on = models.DateField("推送日期", null=True, blank=True)
    push_told = models.CharField("平台反馈", max_length=300, blank=True)

    objects: ClassVar[Any] = CreditEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用事件"
        db_table = "commitments_credit_event"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["party", "state"], name="commitments_credit_party"),
            models.Index(fields=["unit_path", "state"], name="commitments_credit_scope"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "kind"],
                condition=~Q(source="") & ~Q(state="revoked"),
                name="commitments_credit_once",
                violation_error_message="这件事已经记入信用",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_name} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("commitments:event", args=[self.pk])

    @property
    def spec(self) -> EventKind:
        """What its kind means."""
        return words.event_kinds()[self.kind]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CREDIT.states[self.state]


class CreditRequest(Placed):
    """信用修复申请、异议申诉: about one event, each step on the legal clock."""

    KINDS: ClassVar = [("repair", "信用修复"), ("objection", "信用异议")]

    event = models.ForeignKey(CreditEvent, models.PROTECT, related_name="requests", verbose_name="信用事件")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    reason = models.TextField("申请理由和材料")
    received_on = models.DateField("收到日期")
    accept_by_on = models.DateField("受理期限", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=REQUEST.choices, default="received")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    decide_by_on = models.DateField("办结期限", null=True, blank=True)
    extended_on = models.DateField("告知延长日期", null=True, blank=True)
    decided_on = models.DateField("办结日期", null=True, blank=True)
    handled_by = someone("承办人")
    decided_by = someone("决定人")
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信用修复和异议"
        db_table = "commitments_credit_request"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="commitments_request_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "kind"],
                condition=Q(state__in=("received", "accepted")),
                name="commitments_request_one",
                violation_error_message="这件信用事件的同类申请正在办理",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.event}"

    def get_absolute_url(self) -> str:
        """The page of its event."""
        return self.event.get_absolute_url()

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return REQUEST.states[self.state]

    @property
    def due_on(self) -> dt.date | None:
        """The last day of the step that is due; None where nothing is, or it cannot be judged."""
        return {"received": self.accept_by_on, "accepted": self.decide_by_on}.get(self.state)
