"""监督事项."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Unit
from fajian.supervision import words
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice
from fajian.supervision.workflow import MATTER, OVER


class MatterQuerySet(OfficeQuerySet):
    """Matters; a unit sees those of which an instrument was served on it."""

    told = Q(told_on__isnull=False)


class Matter(OfOffice):
    """监督事项: something an office looks into at a unit, from the clue to its closing.

    `clue` is what came in, as it came: it may point to whoever complained, so it stays with the office and is in no
    document. `title` is what the unit will read. `source` names where it came from (entry:12, finding:8123,
    proposal:5). `told_on`: since when the unit knows. `elevated_from` is the office a body above took it over from.
    `superior` is the body above a vertical one (令825 第二条), which must be told.
    """

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    title = models.CharField("事项", max_length=200)
    origin = models.CharField("线索来源", max_length=20, choices=words.origins)
    source = models.CharField("来源编号", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=200, blank=True)
    clue = models.TextField("线索内容")
    received_on = models.DateField("收到日期")
    situation = models.CharField("监督情形", max_length=20, choices=words.situations, blank=True)
    way = models.CharField("监督方式", max_length=10, choices=words.ways, blank=True)
    upper_document = models.CharField("上级部署文件", max_length=200, blank=True)
    elevated_from = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="提级前的监督机关"
    )
    superior = models.CharField("上一级主管部门", max_length=100, blank=True)
    superior_told_on = models.DateField("告知上一级主管部门日期", null=True, blank=True)
    forwarded_to = models.CharField("转给", max_length=100, blank=True)
    state = models.CharField("状态", max_length=12, choices=MATTER.choices, default="clue")
    reason = models.TextField("理由", blank=True)
    outcome = models.CharField("办结方式", max_length=20, choices=words.outcomes, blank=True)
    summary = models.TextField("办结情况", blank=True)
    told_on = models.DateField("告知被监督单位日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="承办人",
    )  # fmt: skip

    objects: ClassVar = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监督事项"
        db_table = "supervision_matter"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="supervision_matter_scope"),
            models.Index(fields=["office_path", "state"], name="supervision_matter_office"),
            models.Index(fields=["source"], name="supervision_matter_source"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="supervision_matter_number"),
            models.UniqueConstraint(
                fields=["office", "source"],
                condition=~Q(source="") & ~Q(state__in=OVER),
                name="supervision_matter_once",
                violation_error_message="这条线索已经立为监督事项，正在办理",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "forwarded", "held")) | ~Q(reason=""),
                name="supervision_matter_reason",
                violation_error_message="不予受理、转办、中止须写明理由",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome="") & ~Q(summary="") & Q(closed_on__isnull=False),
                name="supervision_matter_closed",
                violation_error_message="办结须写明怎么办结的",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:matter", args=[self.pk])

    @property
    def mark(self) -> str:
        """监督2026-012."""
        return f"监督{self.year}-{self.number:03d}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return MATTER.states[self.state]

    @property
    def origin_word(self) -> str:
        """Where the clue came from."""
        return words.title("origins", self.origin)

    @property
    def situation_word(self) -> str:
        """Which situation of 令825 第十一条 it is."""
        return words.title("situations", self.situation)

    @property
    def way_word(self) -> str:
        """日常监督, 重点监督, 落实上级专项监督; 提级 beside it."""
        return words.title("ways", self.way) + ("（提级）" if self.elevated_from_id else "")

    @property
    def outcome_word(self) -> str:
        """How it was closed."""
        return words.title("outcomes", self.outcome)

    @property
    def is_over(self) -> bool:
        """Nothing more is done about it."""
        return self.state in OVER
