"""检查事项 with their guide, 年度频次上限, 企业宁静日."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.inspections.models.targets import Target
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet


class ItemQuerySet(ScopedQuerySet["Item"]):
    """Items of inspection."""

    def standing(self) -> Self:
        """Not struck out."""
        return self.filter(struck_out=False)


class Item(Placed):
    """检查事项: what a unit may inspect, by which law, and how (联合抽查工作指南).

    Items of one `subject` may be done in one visit (事项相近). What is not published may not be carried out.
    """

    GUIDE = ("draw_way", "process", "standard", "approval", "publication", "keeping")

    title = models.CharField("检查事项", max_length=200)
    subject = models.CharField("检查领域", max_length=40)
    basis = models.CharField("依据", max_length=300)
    remote = models.BooleanField("可以非现场核查", default=False)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_where = models.CharField("公布载体", max_length=300, blank=True)
    draw_way = models.TextField("抽取方法", blank=True)
    process = models.TextField("检查流程", blank=True)
    standard = models.TextField("检查标准", blank=True)
    approval = models.TextField("审批权限", blank=True)
    publication = models.TextField("公示程序", blank=True)
    keeping = models.TextField("归档方式", blank=True)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查事项"
        db_table = "inspections_item"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "struck_out", "id"], name="inspections_item_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="inspections_item_struck",
                violation_error_message="作废须写明理由",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(published_where=""),
                name="inspections_item_published",
                violation_error_message="公布须写明载体",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:item", args=[self.pk])

    @property
    def guide(self) -> list[tuple[str, str]]:
        """(label, text) of the guide, blanks too."""
        return [(str(self._meta.get_field(name).verbose_name), getattr(self, name)) for name in self.GUIDE]  # type: ignore[union-attr]

    @property
    def missing(self) -> list[str]:
        """Labels of what the guide does not say yet."""
        return [label for label, text in self.guide if not text.strip()]


class Bound(Placed):
    """频次上限 or 宁静日: what inspections of a unit, or in an area, are held to. Struck out, entered anew.

    A cap is of the unit's own visits to one business in `year`, for one level of risk ("" all), at most `most`. Quiet
    days are `from_day` to `to_day` of every month in the area of the unit, both included.
    """

    KINDS: ClassVar = [("cap", "年度频次上限"), ("calm", "企业宁静日")]

    kind = models.CharField("类型", max_length=4, choices=KINDS)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    risk = models.CharField("风险等级", max_length=6, choices=Target.RISKS, blank=True)
    most = models.PositiveSmallIntegerField("上限（次）", null=True, blank=True)
    from_day = models.PositiveSmallIntegerField("每月起日", null=True, blank=True)
    to_day = models.PositiveSmallIntegerField("每月止日", null=True, blank=True)
    basis = models.CharField("依据", max_length=300)
    struck_out = models.BooleanField("已作废", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "频次上限和宁静日"
        db_table = "inspections_bound"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "kind"], name="inspections_bound_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "risk"],
                condition=Q(kind="cap", struck_out=False),
                name="inspections_bound_cap",
                violation_error_message="这一年度、这一风险等级的上限已经登记",
            ),
            models.CheckConstraint(
                condition=Q(kind="cap", year__isnull=False, most__gte=1)
                | Q(kind="calm", from_day__gte=1, to_day__lte=31, to_day__gte=models.F("from_day")),
                name="inspections_bound_kind",
                violation_error_message="上限须写明年度和次数；宁静日须写明起日和止日，起日不晚于止日",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == "cap":
            return f"{self.year}年{self.get_risk_display() + '风险' if self.risk else '各等级'}每户最多{self.most}次"
        return f"每月{self.from_day}日至{self.to_day}日"
