"""检查计划 with its items and targets, 联合检查计划 made of many."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.draws.models import Draw
from fajian.inspections.models.items import Item
from fajian.inspections.models.targets import Directory, Target
from fajian.inspections.workflow import JOINT, PLAN
from fajian.orgs.models import Placed, someone


class Plan(Placed):
    """检查计划: which items a unit inspects at which targets from `from_on` to `to_on`, both included.

    `warned` is what was foreseen when it was approved, `reason` why it was approved all the same, or why it was
    returned or struck. Targets come from a draw over a `directory`'s version.
    """

    KINDS: ClassVar = [("annual", "年度检查计划"), ("special", "专项检查计划")]

    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=8, choices=KINDS, default="annual")
    basis = models.CharField("依据", max_length=300)
    from_on = models.DateField("开始日期")
    to_on = models.DateField("结束日期")
    pairs = models.PositiveSmallIntegerField("每日可派出的检查组数", default=2)
    items = models.JSONField("检查事项", default=list)
    directory = models.ForeignKey(
        Directory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="从哪一版名录抽取"
    )
    drawn = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="抽取")
    state = models.CharField("状态", max_length=10, choices=PLAN.choices, default="draft")
    warned = models.JSONField("批准前的预警", default=list, blank=True)
    reason = models.TextField("理由", blank=True)
    edited_by = someone("最后修改人")
    submitted_by = someone("报批人")
    approved_by = someone("批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关和文号", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查计划"
        db_table = "inspections_plan"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state", "id"], name="inspections_plan_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_on__lte=models.F("to_on")),
                name="inspections_plan_days",
                violation_error_message="开始日期不能晚于结束日期",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "filed")) | Q(approved_at__isnull=False),
                name="inspections_plan_approved",
                violation_error_message="没有批准，不能实施、备案",
            ),
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(filed_on__isnull=False) & ~Q(filed_with=""),
                name="inspections_plan_filed",
                violation_error_message="备案须写明日期、机关和文号",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:plan", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PLAN.states[self.state]

    @property
    def source(self) -> str:
        """How draws and ledgers name it."""
        return f"inspection_plan:{self.pk}"

    @property
    def draw(self) -> Draw | None:
        """Its last draw, replaced ones left out."""
        found: Draw | None = Draw.objects.filter(source=self.source).exclude(state="replaced").order_by("-id").first()
        return found

    @property
    def roster(self) -> Draw | None:
        """The last draw of who goes, replaced ones left out."""
        rows = Draw.objects.filter(source=f"inspection_officers:{self.pk}").exclude(state="replaced")
        found: Draw | None = rows.order_by("-id").first()
        return found

    def is_hand(self, user: Any) -> bool:
        """Did this person write, change or submit it? Then somebody else approves."""
        return any(user.is_person(one) for one in (self.recorded_by, self.edited_by, self.submitted_by))

    def named_items(self) -> list[Item]:
        """Its items, in the order of the register."""
        return list(Item.objects.filter(pk__in=self.items).order_by("pk"))


class PlanTarget(Placed):
    """计划对象: a target of a plan. It belongs to the plan's unit."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets", verbose_name="检查计划")
    target = models.ForeignKey(Target, models.PROTECT, related_name="planned", verbose_name="检查对象")
    left_out = models.BooleanField("已排除", default=False)
    reason = models.CharField("排除理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "计划对象"
        db_table = "inspections_plan_target"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "target"],
                name="inspections_plan_target_once",
                violation_error_message="计划里已有这个对象",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}：{self.target}"


class Joint(Placed):
    """联合检查计划: approved plans of an area merged into the fewest visits, as engine.planning proposes.

    `plans` are the numbers of what was merged, `visits` the proposal with days and reasons, `unplanned` what could not
    be placed and why, `figures` tasks, visits, saved ones, lower bound and how many businesses are proven best.
    """

    title = models.CharField("名称", max_length=200)
    plans = models.JSONField("由哪些计划合并")
    state = models.CharField("状态", max_length=10, choices=JOINT.choices, default="asked")
    visits = models.JSONField("入企安排", default=list, blank=True)
    unplanned = models.JSONField("没有排上的", default=list, blank=True)
    figures = models.JSONField("数字", default=dict, blank=True)
    reason = models.TextField("不采纳的理由", blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关和文号", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "联合检查计划"
        db_table = "inspections_joint"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="inspections_joint_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(filed_on__isnull=False) & ~Q(filed_with=""),
                name="inspections_joint_filed",
                violation_error_message="备案须写明日期、机关和文号",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:joint", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return JOINT.states[self.state]

    def told(self) -> list[tuple[str, Any]]:
        """The figures as people read them."""
        return [(label, self.figures.get(name, 0)) for name, label in FIGURES.items()]


FIGURES = {
    "tasks": "各单位单独检查（次）", "visits": "合并后入企（次）", "saved": "少入企（次）",
    "bound": "不可能少于（次）",
    "unplanned": "没有排上（项）", "exact": "证明次数最少的企业（家）", "targets": "企业（家）",
}  # fmt: skip
