"""基层联系点, 联系点记录, 监督卡."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed, Unit, someone
from fajian.orgs.scope import ScopedQuerySet, domain_scope
from fajian.portal import cards
from fajian.portal.models.complaints import Complaint, kept_from
from fajian.portal.workflow import OFFICE


class OfficeQuerySet(ScopedQuerySet[Any]):
    """Rows for the offices of the area."""

    def visible_to(self, user: Any) -> Self:
        """Nobody else's."""
        if user.role not in OFFICE or user.unit is None:
            return self.none()
        return self.filter(domain_scope(user).condition("unit_path"))


class AboutQuerySet(OfficeQuerySet):
    """The same, without what is about the reader's own unit, one above or one below it."""

    def visible_to(self, user: Any) -> Self:
        """As with complaints."""
        return kept_from(super().visible_to(user), user.unit) if user.unit is not None else self.none()


class ContactPoint(Placed):
    """基层联系点: `unit` is the government of its area. `link` stands in its QR code and leads to its page."""

    number = models.PositiveIntegerField("编号")
    name = models.CharField("联系点名称", max_length=100)
    kind = models.CharField("种类", max_length=12, choices=cards.points)
    address = models.CharField("地址", max_length=200, blank=True)
    liaison = models.CharField("联络员", max_length=50)
    phone = models.CharField("联系电话", max_length=50, blank=True)
    guided_by = models.CharField("指导人", max_length=50, blank=True)
    link = models.CharField(max_length=32, unique=True, editable=False)
    opened_on = models.DateField("设立日期")
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    reason = models.TextField("撤销理由", blank=True)

    objects: ClassVar[Any] = OfficeQuerySet.as_manager()
    secret: ClassVar[frozenset[str]] = frozenset({"link"})

    class Meta:
        verbose_name = verbose_name_plural = "基层联系点"
        db_table = "portal_contact_point"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "ended_on"], name="portal_point_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="portal_point_number"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(reason=""),
                name="portal_point_ended",
                violation_error_message="撤销须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the office."""
        return reverse("portal:point", args=[self.pk])


class PointRecord(Placed):
    """联系点记录: a visit, an activity, or what the point gathered, with the complaint that came of it.

    `respondent` is the unit it is about, if any: that unit and those over it do not read it.
    """

    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="records", verbose_name="联系点")
    kind = models.CharField("种类", max_length=12, choices=cards.records)
    held_on = models.DateField("日期")
    who = models.CharField("参加人", max_length=200, blank=True)
    text = models.TextField("内容", blank=True)
    is_outside = models.BooleanField("联系点填报", default=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    respondent_path = models.CharField(max_length=40, blank=True, editable=False)
    complaint = models.OneToOneField(
        Complaint, models.PROTECT, null=True, blank=True, related_name="point_record", verbose_name="投诉举报"
    )

    objects: ClassVar[Any] = AboutQuerySet.as_manager()
    secret: ClassVar[frozenset[str]] = frozenset({"text", "code_digest"})

    class Meta:
        verbose_name = verbose_name_plural = "联系点记录"
        db_table = "portal_point_record"
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "held_on"], name="portal_record_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code_digest"], condition=~Q(code_digest=""), name="portal_record_code"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def before_write(self) -> None:
        """As the complaint has it."""
        super().before_write()
        self.respondent_path = self.complaint.respondent_path if self.complaint else ""


class Card(Placed):
    """监督卡, without the columns that name whoever filled it in. `complaint`: what it complained of.

    `data` holds the other columns by their names in the form; the unit supervised stands in `respondent`.
    """

    FILLED: ClassVar = [("self", "企业扫码填写"), ("point", "联系点填写"), ("paper", "纸质卡录入")]

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="cards", verbose_name="联系点")
    filled = models.CharField("填写方式", max_length=6, choices=FILLED)
    respondent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="被监督执法单位"
    )
    respondent_path = models.CharField(max_length=40, blank=True, editable=False)
    respondent_text = models.CharField("被监督执法单位（自填）", max_length=100, blank=True)
    data = models.JSONField("卡上内容", default=dict)
    is_named = models.BooleanField("留了姓名或者企业", default=False)
    filled_on = models.DateField("填写日期")
    complaint = models.OneToOneField(
        Complaint, models.PROTECT, null=True, blank=True, related_name="card", verbose_name="投诉举报"
    )
    entered_by = someone("录入人")

    objects: ClassVar[Any] = AboutQuerySet.as_manager()
    secret: ClassVar[frozenset[str]] = frozenset({"data", "code_digest", "respondent_text"})

    class Meta:
        verbose_name = verbose_name_plural = "监督卡"
        db_table = "portal_card"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "filled_on"], name="portal_card_scope"),
            models.Index(fields=["respondent_path", "filled_on"], name="portal_card_about"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "number"], name="portal_card_number")]

    def __str__(self) -> str:
        return f"JDK-{self.year}-{self.number:05d}"

    def before_write(self) -> None:
        """Copy the path of the unit supervised."""
        super().before_write()
        self.respondent_path = self.respondent.path if self.respondent else ""

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("portal:card", args=[self.pk])

    @property
    def about(self) -> str:
        """The unit supervised, as chosen or as written."""
        return self.respondent.name if self.respondent else self.respondent_text or "没有写明"

    @property
    def cells(self) -> dict[str, Any]:
        """The card in the columns of the annex; days as days, 是 and 否 in words."""
        words: dict[Any, str] = {True: "是", False: "否"}
        row = self.complaint
        cells = {name: words[said] if isinstance(said, bool) else said for name, said in self.data.items()}
        if day := self.data.get("acted_on"):
            cells["acted_on"] = dt.date.fromisoformat(day)
        named = "已封存" if self.is_named else "匿名"
        cells |= {"card_no": str(self), "enterprise": self.point.name, "unit": self.about, "filled_by": named}
        cells["filled_on"] = self.filled_on
        if row is not None:
            told = row.main
            known = [told.get_finding_display(), told.answer] if told.approved_by_id else [told.state_word]
            cells["checked"] = f"投诉举报 {row}：" + "。".join(word for word in known if word)
            cells["answered_on"] = told.answered_on
        return cells
