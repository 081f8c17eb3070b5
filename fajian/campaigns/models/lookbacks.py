"""回头看: last year's problems, each judged again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.models.plans import Campaign, JoinedQuerySet
from fajian.campaigns.workflow import LOOK_BACK, UNJUDGED
from fajian.engine.forms.spec import LedgerSpec, specs
from fajian.ledgers.models import Entry, Readable
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope

FORMS = ("look-back", "enterprise-look-back")


class LookBackQuerySet(JoinedQuerySet["LookBack"]):
    """Look-backs, seen as their campaign is."""

    way_to_campaign = "campaign"


class LookBack(Placed):
    """回头看: the problems of an earlier campaign, or of a workbook (`file`), judged again within a campaign.

    Belongs to the office that leads the campaign. `spec_code` is the annex in whose shape it is handed out.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="look_backs", verbose_name="行动")
    title = models.CharField("名称", max_length=200)
    spec_code = models.CharField("样式", max_length=40)
    earlier = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上次行动"
    )
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上年台账"
    )
    due_on = models.DateField("检视期限", null=True, blank=True)

    objects: ClassVar = LookBackQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回头看"
        db_table = "campaigns_look_back"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:look_back", args=[self.pk])

    @property
    def spec(self) -> LedgerSpec:
        """The annex's form."""
        return specs()[self.spec_code]


class PastProblemQuerySet(ScopedQuerySet["PastProblem"]):
    """Problems of earlier years."""

    def unjudged(self) -> Self:
        """Waiting for the unit."""
        return self.filter(state__in=UNJUDGED)

    def led_by(self, user: Any) -> Self:
        """Of look-backs of an office in the user's scope: only that office confirms."""
        led = LookBack.objects.filter(domain_scope(user).condition("unit_path")).values("pk")
        return self.filter(look_back__in=led)


class PastProblem(Placed):
    """上年问题: one problem of an earlier year, to be judged again by its unit and confirmed by the office.

    `entry` is its row where it stands in this system, else `sheet` and `row` say where it stood in the workbook; `data`
    holds what the old ledger said, by the form's columns. `opened` is where its rectification goes on: a new row for
    what relapsed or comes from a workbook, the old row itself where that is still open.
    """

    VERDICTS: ClassVar = [("", "未检视"), ("done", "已整改"), ("undone", "未完成"), ("relapsed", "反弹")]

    look_back = models.ForeignKey(
        LookBack, on_delete=models.PROTECT, related_name="problems", db_index=False, verbose_name="回头看"
    )
    number = models.PositiveIntegerField("序号")
    title = models.TextField("问题")
    data = models.JSONField("上年台账内容", default=dict, blank=True, encoder=Readable)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="look_backs", verbose_name="原条目"
    )
    sheet = models.CharField("工作表", max_length=100, blank=True)
    row = models.PositiveIntegerField("行", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=LOOK_BACK.choices, default="waiting")
    verdict = models.CharField("认定", max_length=10, choices=VERDICTS, blank=True)
    situation = models.TextField("现在的情况", blank=True)
    cause = models.TextField("原因", blank=True)
    measure = models.TextField("再整改措施", blank=True)
    leader = models.CharField("责任领导", max_length=50, blank=True)
    department = models.CharField("责任部门", max_length=100, blank=True)
    person = models.CharField("责任人", max_length=50, blank=True)
    due_on = models.DateField("整改时限", null=True, blank=True)
    proof = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="佐证"
    )
    opened = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="整改条目"
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="检视人",
    )  # fmt: skip
    judged_at = models.DateTimeField("检视时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="确认人",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.TextField("退回或更改理由", blank=True)

    objects: ClassVar = PastProblemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上年问题"
        db_table = "campaigns_past_problem"
        ordering: ClassVar = ["look_back_id", "number"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state"], name="campaigns_past_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look_back", "number"], name="campaigns_past_once"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(verdict="") & (Q(verdict="done") | Q(opened__isnull=False)),
                name="campaigns_past_goes_on",
                violation_error_message="未完成和反弹的问题须有整改条目",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.look_back} 第{self.number}号"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:past", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return LOOK_BACK.states[self.state]

    @property
    def whence(self) -> str:
        """Where it stood."""
        if self.entry_id:
            return str(self.entry)
        return f"{self.sheet or '上年台账'}第{self.row}行"
