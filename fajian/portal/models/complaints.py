"""投诉举报, 往来, 附件."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.core.audited import Audited
from fajian.orgs.models import Placed, Unit, someone
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import ScopedQuerySet, domain_scope, levels
from fajian.portal import words
from fajian.portal.workflow import COMPLAINT, OFFICE, OPEN


class ComplaintQuerySet(ScopedQuerySet["Complaint"]):
    """Complaints, never those about the reader's own unit, about a unit above it or about one below."""

    def visible_to(self, user: Any) -> Self:
        """The offices of the area see what came in; a unit sees what it was assigned."""
        scope = domain_scope(user)
        if user.role in OFFICE and user.unit is not None:
            rows = self.filter(scope.condition("unit_path"))
        elif user.role in UNIT and user.unit is not None:
            rows = self.exclude(handler_path="").filter(scope.condition("handler_path"))
        else:
            return self.none()
        seen: Self = kept_from(rows, user.unit)
        return seen

    def open(self) -> Self:
        """Still owed an answer."""
        return self.filter(state__in=OPEN)

    def late(self, today: dt.date) -> Self:
        """Not taken up, or not answered, in time."""
        return self.filter(overdue(today))


GOVERNING = ("government", "town")


def overdue(today: dt.date) -> Q:
    """Of a complaint: not taken up, or not answered, in time."""
    return Q(state="received", accept_by__lt=today) | Q(state__in=OPEN[1:], done_by__lt=today)


def kept_from(rows: Any, unit: Unit) -> Any:
    """The rows without those about the unit, about one above it or about one below it.

    A government stands above everything; whoever works for its office there is not the superior of an agency.
    """
    rows = rows.exclude(respondent_path__in=levels(unit.path))
    return rows if unit.kind in GOVERNING else rows.exclude(respondent_path__startswith=unit.path)


class Complaint(Placed):
    """投诉举报: what somebody told us about a unit. `unit` is the government in whose area it lies.

    `text` and what else the complainant wrote stay with the office; what the unit complained of ever reads is the
    entry of its ledger, in the office's words. `code_digest` finds it by the receipt code, "" for what was brought in
    from elsewhere. `held`: came in a flood, so nobody was woken. `joined_to`: the one it is handled with.
    """

    KINDS: ClassVar = [
        ("complaint", "投诉（我的权益受到影响）"),
        ("report", "举报（发现执法问题）"),
        ("opinion", "意见建议"),
    ]
    RATINGS: ClassVar = [("good", "满意"), ("fair", "基本满意"), ("bad", "不满意")]

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField("渠道", max_length=12, choices=words.channels)
    outer_no = models.CharField("来源编号", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=10, choices=KINDS)
    topic = models.CharField("问题类别", max_length=12, choices=words.topics)
    respondent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="被反映单位"
    )
    respondent_path = models.CharField(max_length=40, blank=True, editable=False)
    respondent_text = models.CharField("被反映单位（自填）", max_length=100, blank=True)
    happened = models.CharField("时间、地点", max_length=200, blank=True)
    text = models.TextField("反映内容")
    is_named = models.BooleanField("实名", default=False)
    held = models.BooleanField("待核", default=False)
    received_on = models.DateField("收到日期")
    accept_by = models.DateField("受理期限", null=True)
    accepted_on = models.DateField("受理日期", null=True)
    done_by = models.DateField("办结期限", null=True)
    extended_days = models.PositiveSmallIntegerField("延长天数", default=0)
    state = models.CharField("状态", max_length=10, choices=COMPLAINT.choices, default="received")
    handler = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="承办单位"
    )
    handler_path = models.CharField(max_length=40, blank=True, editable=False)
    ground = models.CharField("不予受理的情形", max_length=12, choices=words.grounds, blank=True)
    forwarded_to = models.CharField("有权机关", max_length=100, blank=True)
    reason = models.TextField("理由", blank=True)
    finding = models.CharField("核查结论", max_length=10, choices=words.findings, blank=True)
    answer = models.TextField("答复", blank=True)
    drafted_by = someone("拟稿人")
    approved_by = someone("审核人")
    answered_on = models.DateField("答复日期", null=True)
    rating = models.CharField("满意度", max_length=6, choices=RATINGS, blank=True)
    reopened_on = models.DateField("重办日期", null=True)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="joined", db_index=False, verbose_name="并入"
    )

    objects: ClassVar[Any] = ComplaintQuerySet.as_manager()
    secret: ClassVar[frozenset[str]] = frozenset({"code_digest", "text", "happened", "respondent_text"})

    class Meta:
        verbose_name = verbose_name_plural = "投诉举报"
        db_table = "portal_complaint"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="portal_complaint_scope"),
            models.Index(fields=["handler_path", "state"], name="portal_complaint_handler"),
            models.Index(fields=["respondent_path", "topic", "received_on"], name="portal_complaint_about"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="portal_complaint_number"),
            models.UniqueConstraint(fields=["code_digest"], condition=~Q(code_digest=""), name="portal_complaint_code"),
            models.UniqueConstraint(
                fields=["channel", "outer_no"],
                condition=~Q(outer_no=""),
                name="portal_complaint_outer",
                violation_error_message="这个渠道的这个来源编号已经登记过",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(ground="") & ~Q(reason=""),
                name="portal_complaint_refused",
                violation_error_message="不予受理须写明情形和理由",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def before_write(self) -> None:
        """Copy the paths of the unit complained of and of the handler."""
        super().before_write()
        self.respondent_path = self.respondent.path if self.respondent else ""
        self.handler_path = self.handler.path if self.handler else ""

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portal:complaint", args=[self.pk])

    @property
    def name(self) -> str:
        """E.g. 2026-000017: no secret."""
        return f"{self.year}-{self.number:06d}"

    @property
    def source(self) -> str:
        """What an entry of a ledger calls it."""
        return f"complaint:{self.name}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return COMPLAINT.states[self.state]

    @property
    def about(self) -> str:
        """The unit complained of, as chosen or as written."""
        return self.respondent.name if self.respondent else self.respondent_text or "没有写明"

    @property
    def due_on(self) -> dt.date | None:
        """By when the next step is owed; None where nothing is owed any more, or the region has no term."""
        if self.state not in OPEN:
            return None
        return self.accept_by if self.state == "received" else self.done_by

    @property
    def main(self) -> Complaint:
        """The one it is handled with, mostly itself."""
        return self.joined_to if self.joined_to else self


class Message(Audited):
    """往来: a line from the complainant (`outward` False) or to them."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="messages", verbose_name="投诉举报")
    outward = models.BooleanField("发给投诉举报人")
    text = models.TextField("内容")

    secret: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        verbose_name = verbose_name_plural = "往来"
        db_table = "portal_message"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return "答复" if self.outward else "补充"


class ComplaintFile(Audited):
    """投诉举报附件: a picture or the pages of a document, made anew from what was sent."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="files", verbose_name="投诉举报")
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "投诉举报附件"
        db_table = "portal_complaint_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name
