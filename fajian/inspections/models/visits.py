"""入企检查, who goes, the photographs."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.core.models import StoredFile
from fajian.inspections import words
from fajian.inspections.models.items import Item
from fajian.inspections.models.plans import Plan
from fajian.inspections.models.targets import Target
from fajian.inspections.workflow import VISIT
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet
from fajian.people.models import Certificate, Officer


def token() -> str:
    """What nobody can guess."""
    return secrets.token_urlsafe(16)


def pin() -> str:
    """Six digits that stand on the page of the notice."""
    return f"{secrets.randbelow(10**6):06d}"


class VisitQuerySet(ScopedQuerySet["Visit"]):
    """Visits."""

    def reachable(self, user: Any) -> Self:
        """As visible_to; an officer sees those he or she goes to."""
        rows = self.visible_to(user)
        mine = Q(officers__officer__account=user, officers__off=False)
        return rows.filter(mine).distinct() if user.role == "officer" else rows

    def untold(self) -> Self:
        """Recorded, and the business does not know the result yet."""
        return self.filter(state="recorded")

    def unpublished(self) -> Self:
        """Neither published nor lawfully withheld."""
        return self.filter(state__in=("recorded", "told"))

    def unapproved(self) -> Self:
        """Urgent ones made without an approval."""
        return self.filter(cause="urgent", approved_at=None).exclude(state__in=("ready", "staffed", "struck"))

    def unrighted(self) -> Self:
        """Ordered to be put right and not looked at again."""
        return self.filter(follow_up="ordered", righted="")

    def unfiled(self) -> Self:
        """Outside the unit's area and not filed there."""
        return self.filter(away=True, filed_on=None, finished_on__isnull=False)

    def public(self) -> Self:
        """Whose result anybody may read."""
        return self.filter(state="done", published_on__isnull=False)


class Visit(Placed):
    """入企检查: one unit goes to one business on `visit_on`, from the notice to the publication of the result.

    `code` leads to the public page of the notice, `pin` stands on it. `together`: units of a joint plan that come
    along. `away`: outside the unit's area. Of the business's representative only the post is kept. The `…_by_on`
    days are those of the law on the day they began to run; None: none is kept.
    """

    CAUSES: ClassVar = [("plan", "检查计划"), ("complaint", "投诉举报、转办交办"), ("urgent", "紧急情况")]
    ACKS: ClassVar = [("signed", "已签字确认"), ("refused", "拒绝签字"), ("absent", "没有人员在场")]
    RIGHTED: ClassVar = [("righted", "已改正"), ("not", "没有改正")]

    target = models.ForeignKey(Target, models.PROTECT, related_name="visits", verbose_name="检查对象")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="检查计划"
    )
    cause = models.CharField("检查缘由", max_length=10, choices=CAUSES)
    cause_note = models.CharField("缘由说明", max_length=300, blank=True)
    items = models.JSONField("检查事项", default=list)
    visit_on = models.DateField("入企日期")
    together = models.JSONField("联合检查单位", default=list, blank=True)
    away = models.BooleanField("跨区域检查", default=False)
    assist_no = models.CharField("异地协助函号", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=VISIT.choices, default="ready")
    reason = models.CharField("理由", max_length=300, blank=True)
    approved_by = someone("批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approve_by_on = models.DateField("补办批准期限", null=True, blank=True)
    number = models.CharField("检查通知书文号", max_length=100, blank=True)
    code = models.CharField(max_length=32, unique=True, default=token, editable=False)
    pin = models.CharField("检查码", max_length=6, default=pin, editable=False)
    shown_at = models.DateTimeField("亮证时间", null=True, blank=True)
    shown_by = someone("亮证登记人")
    result = models.CharField("检查结果", max_length=2, choices=words.result_choices, blank=True)
    facts = models.TextField("检查情况", blank=True)
    follow_up = models.CharField("处理", max_length=10, choices=words.follow_choices, blank=True)
    order_by_on = models.DateField("改正期限", null=True, blank=True)
    ack = models.CharField("企业确认", max_length=8, choices=ACKS, blank=True)
    ack_post = models.CharField("在场人员职务", max_length=60, blank=True)
    ack_note = models.CharField("企业意见或者拒签情况", max_length=300, blank=True)
    finished_on = models.DateField("检查结束日期", null=True, blank=True)
    written_by = someone("记录人")
    tell_by_on = models.DateField("告知期限", null=True, blank=True)
    told_on = models.DateField("告知日期", null=True, blank=True)
    told_how = models.CharField("告知方式", max_length=100, blank=True)
    publish_by_on = models.DateField("公示期限", null=True, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    published_by = someone("公示审核人")
    righted = models.CharField("复查结果", max_length=8, choices=RIGHTED, blank=True)
    righted_on = models.DateField("复查日期", null=True, blank=True)
    righted_note = models.CharField("复查情况", max_length=300, blank=True)
    file_by_on = models.DateField("异地备案期限", null=True, blank=True)
    filed_on = models.DateField("异地备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关和文号", max_length=300, blank=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入企检查"
        db_table = "inspections_visit"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "id"], name="inspections_visit_scope"),
            models.Index(fields=["state", "published_on", "id"], name="inspections_visit_public"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "target"],
                condition=Q(plan__isnull=False) & ~Q(state="struck"),
                name="inspections_visit_once",
                violation_error_message="这份计划对这家企业已经安排过入企",
            ),
            models.CheckConstraint(
                condition=Q(cause="plan", plan__isnull=False) | ~Q(cause="plan") & ~Q(cause_note=""),
                name="inspections_visit_cause",
                violation_error_message="须有检查计划，或者写明缘由",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "ready", "staffed", "struck")) | Q(shown_at__isnull=False),
                name="inspections_visit_shown",
                violation_error_message="没有亮证，不能检查",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("recorded", "told", "done")) | ~Q(result="") & ~Q(ack="") & ~Q(facts=""),
                name="inspections_visit_recorded",
                violation_error_message="检查须记录结果、情况和企业确认",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.name}（{self.visit_on:%Y-%m-%d}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:visit", args=[self.pk])

    @property
    def source(self) -> str:
        """What the ledgers call it by."""
        return f"inspection_visit:{self.pk}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return VISIT.states[self.state]

    @property
    def found(self) -> bool:
        """Was something wrong?"""
        return bool(self.result) and words.results()[self.result].found

    def named_items(self) -> list[Item]:
        """Its items, in the order of the register."""
        return list(Item.objects.filter(pk__in=self.items).order_by("pk"))

    def going(self) -> list[VisitOfficer]:
        """Who goes, without those who stepped back."""
        return list(self.officers.filter(off=False).select_related("officer", "card", "card__unit").order_by("id"))

    def due(self) -> tuple[str, dt.date | None]:
        """(what, by when) of the step that is owed next; ("", None) where nothing is."""
        if self.state == "recorded":
            return "告知结果", self.tell_by_on
        if self.state == "told":
            return "公示结果", self.publish_by_on
        if self.follow_up == "ordered" and not self.righted:
            return "复查", self.order_by_on
        return "", None


class VisitOfficer(Placed):
    """检查人员: an officer with the certificate held that day. `drawn` by lot; `off` stepped back, with the reason."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="officers", verbose_name="入企检查")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="检查人员")
    card = models.ForeignKey(Certificate, models.PROTECT, related_name="+", verbose_name="执法证件")
    drawn = models.BooleanField("随机抽取", default=False)
    off = models.BooleanField("已回避", default=False)
    reason = models.CharField("回避理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查人员"
        db_table = "inspections_visit_officer"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "officer"],
                name="inspections_visit_officer_once",
                violation_error_message="这名人员已经在这次检查里",
            ),
            models.CheckConstraint(
                condition=Q(off=False) | ~Q(reason=""),
                name="inspections_visit_officer_off",
                violation_error_message="回避须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer.name}（{self.card.number}）"


class VisitFile(Placed):
    """检查材料: a photograph or a paper of a visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="files", verbose_name="入企检查")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "检查材料"
        db_table = "inspections_visit_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.file)
