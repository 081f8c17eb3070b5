"""筛查运行与疑点. The machine's rows stay in Parquet; here stands what people act on."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from fajian.core.audited import Audited
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet
from fajian.screening.workflow import FINDING


class Run(Audited):
    """筛查运行: all rules over the warehouse as of a day. `manifest` holds engine, calendar and rule versions."""

    STATES: ClassVar = [("waiting", "排队中"), ("handed_over", "已完成"), ("failed", "未成功")]

    title = models.CharField("名称", max_length=120)
    as_of = models.DateField("截止日")
    state = models.CharField("状态", max_length=12, choices=STATES, default="waiting")
    manifest = models.JSONField("运行清单", default=dict, blank=True)
    hits = models.PositiveIntegerField("疑点数", default=0)
    unknown = models.PositiveIntegerField("无法判断数", default=0)
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "筛查运行"
        db_table = "screening_run"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class FindingQuerySet(ScopedQuerySet["Finding"]):
    """Findings."""

    def pending(self) -> Self:
        """Neither dismissed nor confirmed."""
        return self.exclude(state__in=("dismissed", "confirmed"))

    def waiting_for(self, role: str) -> Self:
        """Those whose next step is this role's."""
        states = {source for step in FINDING.steps if role in FINDING.roles(step) for source in step.sources}
        return self.pending().filter(state__in=states)


class Finding(Placed):
    """疑点: what one rule says of one record, with the values it used. Once per rule and record, whatever the run.

    `first_run` found it, `last_run` was the last to find it again: if that is not the newest run, the data have changed
    since. The texts are copies, so that the finding reads the same when rule or data are newer.
    """

    rule_id = models.CharField("规则", max_length=30)
    rule_version = models.CharField("规则版本", max_length=10)
    subject = models.CharField("数据表", max_length=30)
    record_id = models.CharField("办件编号", max_length=120)
    title = models.CharField("问题", max_length=120)
    certainty = models.CharField("确定程度", max_length=10)
    severity = models.CharField("严重程度", max_length=10)
    wording = models.CharField("用语", max_length=10)
    basis = models.CharField("依据", max_length=300)
    law_version = models.CharField("法律版本", max_length=100)
    step_on = models.DateField("行为日期", null=True)
    explanation = models.TextField("算法")
    evidence = models.JSONField("取值", default=dict)
    first_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", verbose_name="首次发现")
    last_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="findings", verbose_name="最近发现")
    state = models.CharField("状态", max_length=10, choices=FINDING.choices, default="open")
    unit_explanation = models.TextField("单位说明", blank=True)
    reason = models.CharField("处理理由", max_length=300, blank=True)
    entry_id_text = models.CharField("台账条目", max_length=30, blank=True)

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "疑点"
        db_table = "screening_finding"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "id"], name="screening_finding_scope"),
            models.Index(fields=["rule_id", "unit_path", "id"], name="screening_finding_rule"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule_id", "subject", "record_id"], name="screening_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.record_id}）"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return FINDING.states[self.state]


class Gap(models.Model):
    """无法判断: how often a rule could not judge the records of a unit in a run, and for want of which cells."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="gaps")
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("单位", max_length=100)
    rule_id = models.CharField("规则", max_length=30)
    title = models.CharField("名称", max_length=120)
    count = models.PositiveIntegerField("条数")
    missing = models.TextField("缺少的栏目", blank=True)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "无法判断"
        db_table = "screening_gap"
        ordering: ClassVar = ["-count", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "unit_path"], name="screening_gap_scope")]
