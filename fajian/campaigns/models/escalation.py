"""催报阶梯 of a campaign, 催报记录, 督办建议."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.campaigns.ladders import KINDS, LADDERS, PROPOSALS, Policy, default, parse
from fajian.campaigns.models.duties import Duty
from fajian.campaigns.models.plans import Campaign
from fajian.campaigns.workflow import PROPOSAL
from fajian.core.audited import Audited
from fajian.ledgers.models import Rectification
from fajian.orgs.models import Placed, Unit
from fajian.orgs.scope import OWN_UNIT, ScopedQuerySet

OPEN = ("open", "postponed")


class Ladder(Audited):
    """催报阶梯: what an office has set for a campaign; the newest version counts, the older ones stay."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ladders", verbose_name="行动")
    number = models.PositiveSmallIntegerField("第几版")
    data = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "催报阶梯"
        db_table = "campaigns_ladder"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_ladder_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"

    @property
    def policy(self) -> Policy:
        """As data."""
        return parse(self.data, str(self))


def policies(campaigns: list[int]) -> dict[int, Policy]:
    """The policy each of these campaigns is under: its newest, or the common one."""
    found: dict[int, Policy] = dict.fromkeys(campaigns, default())
    for row in Ladder.objects.filter(campaign__in=campaigns).order_by("number"):
        found[row.campaign_id] = row.policy
    return found


class ProposalQuerySet(ScopedQuerySet["Proposal"]):
    """Proposals, of the office that is to decide."""

    def waiting(self, today: datetime.date) -> Self:
        """Those a person should decide today: open, or postponed to a day that has come."""
        return self.filter(Q(state="open") | Q(state="postponed", until__lte=today))


class Proposal(Placed):
    """督办建议: to issue a 督办函, 约谈 or 通报 to a unit, put before the campaign's office; never issued by itself.

    Belongs to the office; `about` is the unit. `things` counts what it is about (the nudges that point to it); while it
    is undecided more may be added, and its version goes up. `source` is how the document issued names it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposals", verbose_name="行动")
    about = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="对象")
    kind = models.CharField("方式", max_length=10, choices=[(kind, KINDS[kind]) for kind in PROPOSALS])
    proposed_on = models.DateField("提出日期")
    things = models.PositiveSmallIntegerField("事项数")
    state = models.CharField("状态", max_length=10, choices=PROPOSAL.choices, default="open")
    until = models.DateField("暂缓至", null=True, blank=True)
    reason = models.CharField("意见", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)

    objects: ClassVar = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督办建议"
        db_table = "campaigns_proposal"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state", "until"], name="campaigns_proposal_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "about", "kind"],
                condition=Q(state__in=OPEN),
                name="campaigns_proposal_once",
                violation_error_message="同一单位已有一件同样的督办建议没有办理",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="campaigns_proposal_reason",
                violation_error_message="不采纳须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"建议对{self.about}{self.act_word}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:proposal", args=[self.pk])

    @property
    def act_word(self) -> str:
        """发督办函, 约谈, 通报."""
        return "发督办函" if self.kind == "letter" else KINDS[self.kind]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PROPOSAL.states[self.state]

    @property
    def source(self) -> str:
        """How a supervision document names it."""
        return f"proposal:{self.pk}"


class NudgeQuerySet(ScopedQuerySet["Nudge"]):
    """Nudges of units."""

    def visible_to(self, user: Any) -> Self:
        """In the user's scope; what is proposed to the office is not the unit's to see."""
        rows = super().visible_to(user)
        return rows.exclude(kind__in=PROPOSALS) if user.role in OWN_UNIT else rows

    def told(self) -> Self:
        """Without the rungs that were passed over."""
        return self.filter(skipped=False)


class Nudge(Placed):
    """催报记录: one rung taken (or passed over) for one thing a unit owes; exactly one of `duty` and `problem`.

    `round` counts how often the thing had been handed in; `late_days` working days since its day, negative before it.
    `told` and `channels` say whom it reached and how; the persons themselves stand in nobody's row.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nudges", verbose_name="行动")
    duty = models.ForeignKey(
        Duty, models.PROTECT, null=True, blank=True, related_name="nudges", verbose_name="报送义务"
    )
    problem = models.ForeignKey(
        Rectification, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="问题整改"
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="nudges", verbose_name="督办建议"
    )
    round = models.PositiveSmallIntegerField("第几轮")
    rung = models.CharField("阶梯", max_length=40)
    title = models.CharField("名称", max_length=30)
    kind = models.CharField("方式", max_length=10, choices=list(KINDS.items()))
    on = models.DateField("日期")
    due_on = models.DateField("期限")
    late_days = models.SmallIntegerField("逾期工作日")
    by_hand = models.BooleanField("人工", default=False)
    skipped = models.BooleanField("略过", default=False)
    to = models.JSONField("发给", default=list)
    told = models.CharField("送达", max_length=100, blank=True)
    channels = models.CharField("途径", max_length=100, blank=True)

    objects: ClassVar = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "催报记录"
        db_table = "campaigns_nudge"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "on", "id"], name="campaigns_nudge_scope"),
            models.Index(fields=["campaign", "on", "id"], name="campaigns_nudge_day"),
        ]
        constraints: ClassVar = [
            # A thing of the other kind is null, and nulls differ: each rule binds its own kind.
            models.UniqueConstraint(fields=["duty", "round", "rung"], name="campaigns_nudge_duty_once"),
            models.UniqueConstraint(fields=["problem", "round", "rung"], name="campaigns_nudge_problem_once"),
            models.CheckConstraint(
                condition=Q(duty__isnull=False, problem__isnull=True) | Q(duty__isnull=True, problem__isnull=False),
                name="campaigns_nudge_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.thing_title}"

    @property
    def ladder_word(self) -> str:
        """报送义务 or 问题整改."""
        return LADDERS["duties" if self.duty_id else "problems"]

    @property
    def thing_title(self) -> str:
        """What is owed."""
        return str(self.duty or self.problem)

    @property
    def thing_url(self) -> str:
        """Its page."""
        row: Any = self.duty or (self.problem and self.problem.entry)
        return str(row.get_absolute_url())

    @property
    def lateness(self) -> str:
        """离期限还有3个工作日, 期限当日, 逾期5个工作日."""
        if self.late_days == 0:
            return "期限当日"
        return f"逾期{self.late_days}个工作日" if self.late_days > 0 else f"离期限还有{-self.late_days}个工作日"
