"""筛查运行, what they counted and how often they were repeated."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet
from fajian.screening.models.packs import AreaQuerySet, RulePack


class Run(Placed):
    """筛查运行: all rules over the warehouse as of a day, for the agencies of `unit` and under it.

    `given` is the rule pack as it was when the run was asked for ({} = every rule, the law's own numbers). `manifest`
    is what the run recorded: engine, rules, law, calendar, region, pack, batches, digests of what it came to.
    `hits` and `unknown` are of the whole area: whoever sees a part of it counts its tallies.
    """

    STATES: ClassVar = [("waiting", "进行中"), ("handed_over", "已完成"), ("failed", "未成功")]

    title = models.CharField("名称", max_length=120)
    as_of = models.DateField("截止日")
    state = models.CharField("状态", max_length=12, choices=STATES, default="waiting")
    manifest = models.JSONField("运行清单", default=dict, blank=True)
    hits = models.PositiveIntegerField("疑点数", default=0)
    unknown = models.PositiveIntegerField("无法判断数", default=0)
    reason = models.CharField("说明", max_length=300, blank=True)

    pack = models.ForeignKey(
        RulePack, on_delete=models.PROTECT, null=True, blank=True, related_name="runs", verbose_name="规则包"
    )
    given = models.JSONField("所用规则包", default=dict, blank=True)

    objects: ClassVar[Any] = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "筛查运行"
        db_table = "screening_run"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="screening_run_scope")]

    def __str__(self) -> str:
        return self.title


class Tally(models.Model):
    """计数: what one rule came to in one unit in one run: hits, records it could not judge and for want of what.

    Counted from the run's own files, so it stays as it was when later runs find less or more.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tallies")
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("单位", max_length=200)
    unit_number = models.BigIntegerField("单位编号")
    rule_id = models.CharField("规则", max_length=30)
    title = models.CharField("名称", max_length=120)
    hits = models.PositiveIntegerField("疑点", default=0)
    unknown = models.PositiveIntegerField("无法判断", default=0)
    exempt = models.PositiveIntegerField("其中已豁免", default=0)
    missing = models.TextField("缺少的栏目", blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "筛查计数"
        db_table = "screening_tally"
        ordering: ClassVar = ["rule_id", "unit_path"]
        indexes: ClassVar = [models.Index(fields=["run", "unit_path"], name="screening_tally_scope")]


class Repeat(Placed):
    """重算: the run was carried out again from what it recorded; `said` is what differed, "" where no bit did."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="repeats", verbose_name="筛查")
    said = models.TextField("不同之处", blank=True)

    objects: ClassVar[Any] = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "重算"
        db_table = "screening_repeat"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="screening_repeat_scope")]

    def __str__(self) -> str:
        return f"重算{self.run.title}"
