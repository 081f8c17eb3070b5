"""方案, its versions, 行动, 上级方案, 参加单位, 阶段."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.legal import TYPES
from fajian.campaigns.workflow import CHECK, RUN
from fajian.core.audited import Audited, M
from fajian.engine.plans.schema import Plan
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope


class JoinedQuerySet(ScopedQuerySet[M]):
    """Rows of the office that runs a campaign; seen by it, by those above it, and by every unit that takes part."""

    way_to_campaign = "pk"

    def visible_to(self, user: Any) -> Self:
        """The rows in the user's scope, and those of campaigns in which a unit of the scope takes part."""
        own = domain_scope(user).condition(self.scope_column)
        joined = Participant.objects.visible_to(user).values("campaign")
        return self.filter(own | Q(**{f"{self.way_to_campaign}__in": joined})) if own else self.all()


class PlanQuerySet(JoinedQuerySet["PlanDocument"]):
    """Plans."""

    way_to_campaign = "campaign"


class PlanDocument(Placed):
    """方案: the document as text and what the compiler made of it. Belongs to the office that runs it.

    `compiled` is the exchange form (fajian-plan/1) and stays the machine's reading; `settled` maps the place of a doubt
    in it to the answer a person gave (answers.Answer). `is_edited`: people have changed more than that, and what the
    plan says stands in its latest version. Ask editing.standing for what the plan says.
    """

    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    text = models.TextField("全文")
    compiled = models.JSONField("编译结果")
    settled = models.JSONField("已核定的存疑", default=dict, blank=True)
    latest = models.PositiveIntegerField("版本", default=0)
    is_edited = models.BooleanField("有人工修改", default=False)
    state = models.CharField("状态", max_length=10, choices=CHECK.choices, default="draft")
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "方案"
        db_table = "campaigns_plan"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:plan", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CHECK.states[self.state]

    @property
    def plan(self) -> Plan:
        """The plan as it was read."""
        return Plan.from_json(self.compiled)

    @property
    def running_twin(self) -> Campaign | None:
        """A running campaign of this office under a plan of the very same text, None if there is none."""
        same = PlanDocument.objects.filter(unit=self.unit_id, text=self.text).exclude(pk=self.pk)
        return Campaign.objects.filter(document__in=same, state="running").first()

    @property
    def open_doubts(self) -> int:
        """How many nobody has settled yet."""
        return sum(str(place) not in self.settled for place in range(len(self.compiled.get("doubts") or [])))


class PlanVersion(Audited):
    """方案版本: what the plan says after one change, and the change in words; never changed itself.

    `conflicts`: where a new reading contradicted what people had changed, one sentence each.
    """

    HOW: ClassVar = [
        ("read", "读出"), ("settled", "核定存疑"), ("again", "重新读出"), ("form", "逐项修改"), ("yaml", "YAML 修改"),
    ]  # fmt: skip

    document = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="versions", db_index=False, verbose_name="方案"
    )
    number = models.PositiveIntegerField("版本")
    how = models.CharField("来由", max_length=10, choices=HOW)
    reason = models.CharField("理由", max_length=300, blank=True)
    changes = models.JSONField("改动", default=list, blank=True)
    conflicts = models.JSONField("冲突", default=list, blank=True)
    compiled = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "方案版本"
        db_table = "campaigns_plan_version"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="campaigns_version_once")]

    def __str__(self) -> str:
        return f"第{self.number}版"

    @property
    def plan(self) -> Plan:
        """What the plan said then."""
        return Plan.from_json(self.compiled)


class CampaignQuerySet(JoinedQuerySet["Campaign"]):
    """Campaigns."""


class Campaign(Placed):
    """专项整治行动: a plan that runs, led by the office it belongs to. An open end is null."""

    document = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, related_name="campaign", verbose_name="方案"
    )
    title = models.CharField("名称", max_length=200)
    state = models.CharField("状态", max_length=10, choices=RUN.choices, default="running")
    from_on = models.DateField("开始", null=True)
    to_on = models.DateField("结束", null=True)
    legal_type = models.CharField("监督方式", max_length=12, choices=list(TYPES.items()), blank=True)

    objects: ClassVar = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专项整治行动"
        db_table = "campaigns_campaign"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:campaign", args=[self.pk])

    @property
    def source(self) -> str:
        """How ledgers opened for it name it."""
        return f"campaign:{self.pk}"


class HigherPlan(Audited):
    """上级方案: a plan or decision this campaign follows, the nearest first; in this system or known by name alone."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="chain", db_index=False, verbose_name="行动"
    )
    number = models.PositiveSmallIntegerField("次序")
    name = models.CharField("名称", max_length=300)
    doc_number = models.CharField("文号", max_length=60, blank=True)
    document = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本系统的方案"
    )

    class Meta:
        verbose_name = verbose_name_plural = "上级方案"
        db_table = "campaigns_higher_plan"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_higher_once")]

    def __str__(self) -> str:
        return f"《{self.name}》{f'（{self.doc_number}）' if self.doc_number else ''}"


class ParticipantQuerySet(ScopedQuerySet["Participant"]):
    """Units that take part, or took part."""

    def current(self) -> Self:
        """Those that have not left."""
        return self.filter(left_on=None)


class Participant(Placed):
    """参加单位: a unit that takes part in a campaign; through this row it sees the campaign and its plan.

    One that has left keeps the row, and so its sight of what it handed in.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="participants", db_index=False, verbose_name="行动"
    )
    left_on = models.DateField("退出日期", null=True, blank=True)

    objects: ClassVar = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参加单位"
        db_table = "campaigns_participant"
        ordering: ClassVar = ["unit_path"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "campaign"], name="campaigns_part_scope")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="campaigns_part_once")]

    def __str__(self) -> str:
        return str(self.unit)


class Stage(Audited):
    """阶段: a span of the campaign; an open end is null."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stages", verbose_name="行动")
    number = models.PositiveSmallIntegerField("次序")
    title = models.CharField("名称", max_length=100)
    from_on = models.DateField("开始", null=True)
    to_on = models.DateField("结束", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "阶段"
        db_table = "campaigns_stage"
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.title

    def progress(self, today: datetime.date) -> str:
        """未开始, 进行中, 已结束 as of a day."""
        if self.from_on and today < self.from_on:
            return "未开始"
        return "已结束" if self.to_on and today > self.to_on else "进行中"
