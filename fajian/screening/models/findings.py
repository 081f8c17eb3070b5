"""疑点. The machine's rows stay in Parquet; here stands what people act on."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from fajian.ledgers.models import Entry
from fajian.orgs.models import Placed, User
from fajian.orgs.scope import ScopedQuerySet
from fajian.screening.models.runs import Run
from fajian.screening.workflow import DECIDED, FINDING


class FindingQuerySet(ScopedQuerySet["Finding"]):
    """Findings."""

    def pending(self) -> Self:
        """Not judged yet."""
        return self.exclude(state__in=DECIDED)

    def overdue(self, today: datetime.date) -> Self:
        """Handed to a unit that has let the last day pass without a word; the last day itself is in time."""
        return self.filter(state="open", held="", due_on__lt=today)

    def once(self) -> Self:
        """Of several rules that hit the same record for the same article, the first: the others stand beside it."""
        same = self.filter(
            subject=OuterRef("subject"), record_id=OuterRef("record_id"), basis=OuterRef("basis"), pk__lt=OuterRef("pk")
        )
        return self.filter(~Exists(same.order_by()))

    def beside(self, rows: Any) -> Self:
        """Those of the same records and articles as these rows, without the rows themselves."""
        condition = Q(pk__in=())
        for row in rows:
            condition |= Q(subject=row.subject, record_id=row.record_id, basis=row.basis)
        return self.filter(condition).exclude(pk__in=[row.pk for row in rows])

    def waiting_for(self, role: str) -> Self:
        """Those whose next step is this role's."""
        states = {source for step in FINDING.steps if role in FINDING.roles(step) for source in step.sources}
        return self.pending().filter(state__in=states)


class Finding(Placed):
    """疑点: what one rule says of one record, with the values it used. Once per rule and record, whatever the run.

    `unit` is the unit of the record's agency, or the area's own where the agency has none here (`agency_name` says
    which it is). `first_run` found it, `last_run` was the last to find it again: if that is not the newest run, the
    data have changed since. The texts are copies, so that the finding reads the same when rule or data are newer.
    `evidence` is a list of [column, text or null] in the rule's order.

    `asked` is what the office still wants to know of an explanation it sent back; the newest explanation stands in
    `unit_explanation`. `due_on` is its last day, for `assignee` or, without one, for the unit's clerks. `held` names
    the review or suit the record is in: until it has ended nobody confirms or presses. An exemption holds for runs as
    of `exempt_until` and earlier.
    """

    rule_id = models.CharField("规则", max_length=30)
    rule_version = models.CharField("规则版本", max_length=10)
    subject = models.CharField("数据表", max_length=30)
    record_id = models.CharField("办件编号", max_length=200)
    agency_id = models.CharField("执法机关代码", max_length=40, blank=True)
    agency_name = models.CharField("执法机关", max_length=200, blank=True)
    title = models.CharField("问题", max_length=120)
    certainty = models.CharField("确定程度", max_length=10)
    severity = models.CharField("严重程度", max_length=10)
    wording = models.CharField("用语", max_length=10)
    basis = models.TextField("依据")
    law_version = models.CharField("法律版本", max_length=200)
    step_on = models.DateField("行为日期", null=True)
    explanation = models.TextField("算法")
    evidence = models.JSONField("取值", default=list)
    first_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", verbose_name="首次发现")
    last_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="findings", verbose_name="最近发现")
    state = models.CharField("状态", max_length=10, choices=FINDING.choices, default="open")
    unit_explanation = models.TextField("单位说明", blank=True)
    asked = models.CharField("补充要求", max_length=300, blank=True)
    reason = models.CharField("处理理由", max_length=300, blank=True)
    held = models.CharField("复议诉讼", max_length=100, blank=True)
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人"
    )
    due_on = models.DateField("说明期限", null=True, blank=True)
    exempt_source = models.CharField("豁免依据", max_length=200, blank=True)
    exempt_until = models.DateField("豁免至", null=True, blank=True)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="台账条目"
    )

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "疑点"
        db_table = "screening_finding"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "id"], name="screening_finding_scope"),
            models.Index(fields=["rule_id", "unit_path", "id"], name="screening_finding_rule"),
            models.Index(fields=["subject", "record_id"], name="screening_finding_record"),
            models.Index(fields=["state", "due_on"], name="screening_finding_due"),
            models.Index(fields=["unit", "state"], name="screening_finding_unit"),  # statistics count by these alone
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule_id", "subject", "record_id"], name="screening_finding_once"),
            models.CheckConstraint(
                condition=~Q(state="exempt") | ~Q(exempt_source="") & Q(exempt_until__isnull=False),
                name="screening_finding_exemption",
                violation_error_message="豁免须写明依据和截止日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.record_id}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("screening:finding", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return FINDING.states[self.state]

    @property
    def is_pending(self) -> bool:
        """Not judged yet."""
        return self.state not in DECIDED

    def same_problem(self, other: Finding) -> bool:
        """Does another rule say the same of the same record, by the same article?"""
        place = ("unit_id", "subject", "record_id", "basis")
        return self.pk != other.pk and all(getattr(self, name) == getattr(other, name) for name in place)

    @property
    def is_answered(self) -> bool:
        """Has the unit said something, or has it been judged?"""
        return self.state != "open"

    @property
    def waits_for_unit(self) -> bool:
        """Does a term run for the unit?"""
        return self.state == "open" and not self.held
