"""监督措施."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.ledgers.columns import told
from fajian.orgs.models import Placed
from fajian.supervision.models.matters import Matter
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice
from fajian.supervision.words import MeasureKind, measure_kinds


class MeasureQuerySet(OfficeQuerySet):
    """Measures; a unit sees those of the kinds that are done in the open, never what was struck out."""

    told = Q(open=True, struck_out=False)


class Measure(OfOffice):
    """监督措施: one 检查, 暗访, 约谈 … at a unit, in a matter or by itself, as it was recorded then.

    `data` holds the columns its kind declares. `open`: done in the open, so the unit sees the record. `at_once`: what
    was found was put right on the spot (令825 第二十六条第二款), as `put_right` says. Struck out, never changed.
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="监督事项"
    )
    kind = models.CharField("措施", max_length=20)
    subject = models.CharField("事由", max_length=200)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    people = models.CharField("监督人员", max_length=200)
    text = models.TextField("情况记录")
    found = models.TextField("发现的问题", blank=True)
    at_once = models.BooleanField("已当场纠正", default=False)
    put_right = models.TextField("当场纠正情况", blank=True)
    data = models.JSONField("专用栏目", default=dict, blank=True)
    open = models.BooleanField("单位可见", default=False)
    struck_out = models.BooleanField("已作废", default=False)
    reason = models.CharField("作废理由", max_length=300, blank=True)

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监督措施"
        db_table = "supervision_measure"
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "held_on"], name="supervision_measure_scope"),
            models.Index(fields=["office_path", "kind"], name="supervision_measure_office"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(reason=""),
                name="supervision_measure_struck",
                violation_error_message="作废须写明理由",
            ),
            models.CheckConstraint(
                condition=Q(at_once=False) | ~Q(put_right="") & ~Q(found=""),
                name="supervision_measure_at_once",
                violation_error_message="当场纠正须写明发现了什么、怎么纠正的",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_word}：{self.subject}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:measure", args=[self.pk])

    @property
    def source(self) -> str:
        """What the ledgers call it by."""
        return f"measure:{self.pk}"

    @property
    def spec(self) -> MeasureKind | None:
        """Its kind, where the file still has it."""
        return measure_kinds().get(self.kind)

    @property
    def kind_word(self) -> str:
        """The kind as people read it."""
        return self.spec.title if self.spec else self.kind

    @property
    def told(self) -> list[tuple[str, str]]:
        """(label, text) of the kind's own columns, in their order; what it no longer declares comes last, by name.

        PostgreSQL keeps the keys of JSON in an order of its own.
        """
        rows: dict[str, Any] = self.data
        columns = self.spec.columns if self.spec else ()
        known = [(one.label, told(one, rows[one.name])) for one in columns if one.name in rows]
        declared = {one.name for one in columns}
        return [*known, *((name, str(value)) for name, value in rows.items() if name not in declared)]


class MeasureFile(Placed):
    """措施附件: a photograph, a recording, a sheet that belongs to a measure; seen by whoever sees the measure."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="files", verbose_name="监督措施")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "措施附件"
        db_table = "supervision_measure_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name
