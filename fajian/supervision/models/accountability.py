"""责任追究 and those held to account."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope
from fajian.supervision import blame
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice, person_field
from fajian.supervision.workflow import ACCOUNTABILITY, DECIDED


class AccountabilityQuerySet(OfficeQuerySet):
    """Cases; a unit sees those it keeps itself, and others about it from their decision on."""

    told = Q(told_on__isnull=False)

    def visible_to(self, user: Any) -> Self:
        """Those kept by a body in the user's scope, and those about a unit in it that were told."""
        keeper = domain_scope(user).condition("office_path")
        return ScopedQuerySet.visible_to(self, user).filter(keeper | self.told if keeper else keeper)

    def waiting_for(self, user: Any) -> Self:
        """Those whose next step is this user's: to go on with, to decide, to look at."""
        kept = Q(office=user.unit_id, state__in=("open", "decided")) if user.role in ("clerk", "supervisor") else Q()
        decide = Q(office=user.unit_id, state="proposed") if user.role in ("unit_leader", "supervisor") else Q()
        look = Q(state__in=("carried_out", "spared")) & ~Q(unit=user.unit_id) if user.role == "supervisor" else Q()
        theirs = (decide | look) & ~Q(proposed_by=user.pk) if decide or look else Q()
        found = self.visible_to(user)
        return found.filter(kept | theirs) if kept or theirs else found.none()

    def standing(self) -> Self:
        """Those that count."""
        return self.exclude(state="dropped")


class Accountability(OfOffice):
    """责任追究: one case in which it is asked who is at fault.

    `office` keeps it: the unit itself, or a supervising office. `source` names what it came from (finding:8123,
    entry:12, file-review:7, instrument:3). `conclusion` is what was proposed, decided as soon as `decided_on` is set.
    `grounds` are codes of exempting grounds, `reason` why nobody is held to account in this very case. `told_on`: since
    when the unit knows of a case that an office keeps. `note` is what was last said on sending it back or closing it.
    """

    CONCLUSIONS: ClassVar = [("pursue", "追究"), ("spare", "不予追究")]

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    title = models.CharField("案件（事件）名称", max_length=200)
    origin = models.CharField("来源", max_length=20, choices=blame.origins)
    source = models.CharField("来源编号", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=200, blank=True)
    happened_on = models.DateField("发生日期", null=True, blank=True)
    found_on = models.DateField("发现日期")
    facts = models.TextField("过错情形", blank=True)
    analysis = models.TextField("原因分析", blank=True)
    state = models.CharField("状态", max_length=12, choices=ACCOUNTABILITY.choices, default="open")
    conclusion = models.CharField("结论", max_length=10, choices=CONCLUSIONS, blank=True)
    grounds = models.JSONField("不予追究的情形", default=list, blank=True)
    reason = models.TextField("不予追究的理由", blank=True)
    proposed_by = person_field("提请人")
    decided_by = person_field("登记决定的人")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    document = models.CharField("决定文号", max_length=100, blank=True)
    carried_out_on = models.DateField("执行日期", null=True, blank=True)
    outcome = models.TextField("执行情况", blank=True)
    note = models.TextField("意见", blank=True)
    told_on = models.DateField("告知单位日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    objects: ClassVar = AccountabilityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任追究"
        db_table = "supervision_accountability"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="supervision_account_scope"),
            models.Index(fields=["office_path", "state"], name="supervision_account_office"),
            models.Index(fields=["source"], name="supervision_account_source"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="supervision_account_number"),
            models.UniqueConstraint(
                fields=["source", "unit"],
                condition=~Q(source="") & ~Q(state="dropped"),
                name="supervision_account_once",
                violation_error_message="这一来源已经立过责任追究",
            ),
            models.CheckConstraint(
                condition=Q(conclusion__in=("", "pursue")) | ~Q(reason=""),
                name="supervision_account_reason",
                violation_error_message="不予追究须逐案写明情形和理由",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(decided_on__isnull=False) & ~Q(conclusion="") & ~Q(proposed_by=F("decided_by")),
                name="supervision_account_decided",
                violation_error_message="追究须有决定日期和结论，提请人不能自己决定",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:accountability", args=[self.pk])

    @property
    def mark(self) -> str:
        """追责2026-012."""
        return f"追责{self.year}-{self.number:03d}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return ACCOUNTABILITY.states[self.state]

    @property
    def origin_word(self) -> str:
        """What it came from."""
        return blame.title("origins", self.origin)

    @property
    def ground_words(self) -> str:
        """The exempting grounds."""
        return "、".join(blame.title("grounds", code) for code in self.grounds)

    @property
    def is_over(self) -> bool:
        """Nothing more is done about it."""
        return self.state in ("closed", "dropped")


class Responsible(Placed):
    """责任人: a person, or the unit itself, in a case; what is to be done about it and who decides that.

    `measure` "" = not held to account, for `grounds` (codes) or because of the `share`; `remark` says why.
    """

    accountability = models.ForeignKey(
        Accountability, on_delete=models.PROTECT, related_name="responsible", verbose_name="责任追究"
    )
    role = models.CharField("责任环节", max_length=12, choices=blame.roles)
    share = models.CharField("责任大小", max_length=12, choices=blame.shares, default="full")
    name = models.CharField("姓名", max_length=50, blank=True)
    post = models.CharField("职务", max_length=50, blank=True)
    certificate_no = models.CharField("执法证号", max_length=50, blank=True)
    measure = models.CharField("追究方式", max_length=20, choices=blame.measures, blank=True)
    decider = models.CharField("决定机关", max_length=12, choices=blame.deciders, blank=True)
    grounds = models.JSONField("情节", default=list, blank=True)
    remark = models.TextField("说明", blank=True)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "责任人"
        db_table = "supervision_responsible"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="supervision_responsible_struck",
                violation_error_message="作废须写明理由",
            ),
            models.CheckConstraint(
                condition=Q(measure="") | ~Q(decider="") & ~Q(share="none"),
                name="supervision_responsible_decider",
                violation_error_message="追究须写明决定机关；不负责任的不能追究",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.unit.name

    @property
    def role_word(self) -> str:
        """承办人, 审核人 …; with the share where it is not all of it."""
        share = "" if self.share == "full" else f"，{blame.title('shares', self.share)}"
        return f"{blame.title('roles', self.role)}{share}"

    @property
    def measure_word(self) -> str:
        """The measure as people read it."""
        return blame.title("measures", self.measure) if self.measure else "不追究"

    @property
    def decider_word(self) -> str:
        """Who decides."""
        return blame.title("deciders", self.decider) if self.decider else ""

    @property
    def ground_words(self) -> str:
        """The grounds."""
        return "、".join(blame.title("grounds", code) for code in self.grounds)
