"""检查对象 and the versions of their directory (名录库)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.inspections.workflow import DIRECTORY
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class TargetQuerySet(ScopedQuerySet["Target"]):
    """What may be inspected."""

    def standing(self) -> Self:
        """In the directory: not struck out, not gone out of business."""
        return self.filter(struck_out=False).exclude(state="gone")


class Target(Placed):
    """检查对象: one business in one unit's directory; several units may keep the same one, by its code.

    Earlier texts stay in the audit chain, whole directories in `Directory`. `credit` and `risk` are blank where nobody
    has graded it.
    """

    KINDS: ClassVar = [
        ("enterprise", "企业"),
        ("trader", "个体"),
        ("place", "场所"),
        ("project", "项目"),
        ("product", "产品"),
    ]
    CREDITS: ClassVar = [("A", "A"), ("B", "B"), ("C", "C"), ("D", "D")]
    RISKS: ClassVar = [("low", "低"), ("medium", "中"), ("high", "高")]
    STATES: ClassVar = [("open", "在营"), ("paused", "停业"), ("gone", "注销")]

    uscc = models.CharField("统一社会信用代码", max_length=18)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("对象类型", max_length=12, choices=KINDS, default="enterprise")
    industry = models.CharField("行业", max_length=60, blank=True)
    address = models.CharField("经营场所", max_length=300, blank=True)
    credit = models.CharField("信用等级", max_length=1, choices=CREDITS, blank=True)
    risk = models.CharField("风险等级", max_length=6, choices=RISKS, blank=True)
    state = models.CharField("状态", max_length=6, choices=STATES, default="open")
    struck_out = models.BooleanField("已移出", default=False)
    reason = models.CharField("移出理由", max_length=300, blank=True)

    objects: ClassVar[Any] = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查对象"
        db_table = "inspections_target"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "struck_out", "id"], name="inspections_target_scope"),
            models.Index(fields=["uscc"], name="inspections_target_uscc"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "uscc"],
                condition=Q(struck_out=False),
                name="inspections_target_once",
                violation_error_message="名录里已有这个统一社会信用代码",
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="inspections_target_struck",
                violation_error_message="移出名录须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:target", args=[self.pk])


class Directory(Placed):
    """名录库版本: a unit's directory as it stood, or (`across`) those of all units of an area merged by code.

    `lines` never change: rows of directories.COLUMNS. `digest` is the SHA-256 of their canonical JSON, which a draw
    and a filing can name. `parts` are the versions an `across` one was merged from, `remarks` where they disagreed.
    """

    number = models.PositiveIntegerField("版本号")
    across = models.BooleanField("跨部门", default=False)
    lines = models.JSONField("名录")
    count = models.PositiveIntegerField("对象数")
    digest = models.CharField("名录摘要", max_length=64)
    parts = models.JSONField("由哪些版本汇总", default=list, blank=True)
    remarks = models.JSONField("不一致之处", default=list, blank=True)
    state = models.CharField("状态", max_length=10, choices=DIRECTORY.choices, default="made")
    made_on = models.DateField("成册日期")
    handed_up_on = models.DateField("报送日期", null=True, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关和文号", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "名录库版本"
        db_table = "inspections_directory"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="inspections_directory_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "across", "number"],
                name="inspections_directory_number",
                violation_error_message="同时成册了两个版本，请重试",
            ),
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(filed_on__isnull=False) & ~Q(filed_with=""),
                name="inspections_directory_filed",
                violation_error_message="备案须写明日期、机关和文号",
            ),
        ]

    def __str__(self) -> str:
        return f"{'跨部门检查对象名录库' if self.across else '检查对象名录库'}第{self.number}版"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:directory", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DIRECTORY.states[self.state]
