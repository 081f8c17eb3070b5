"""集中收回: the workbooks of many units dropped at once, each on its way to its own ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from fajian.core.models import StoredFile
from fajian.ledgers.models.entries import Ledger
from fajian.ledgers.models.takeins import TAKE_IN, TakeIn
from fajian.orgs.models import Placed


class Gathering(Placed):
    """集中收回: files for the ledgers of one form (`spec_code`), of all units of the office's area.

    `source`: only ledgers opened for this (say, a campaign); "" = whatever they were opened for.
    """

    title = models.CharField("名称", max_length=120)
    spec_code = models.CharField("台账样式", max_length=40)
    source = models.CharField("来源", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "集中收回"
        db_table = "ledgers_gathering"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_gathering_scope")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:gathering", args=[self.pk])

    @property
    def ledgers(self) -> models.QuerySet[Ledger]:
        """The ledgers files may be for."""
        rows = Ledger.objects.of_subtree(self.unit.area_path).filter(spec_code=self.spec_code)
        return (rows.filter(source=self.source) if self.source else rows).select_related("unit")


class Piece(Placed):
    """收到的文件: one file of a gathering; `taking` is its take-in once it is known whose it is.

    `how` says what told whose it is, `reason` why it is not known or not received, `counts` what taking it would have
    done when it was read. `told`: its unit has been told what became of it.
    """

    HOW: ClassVar = [
        ("", "未认出"), ("issue", "按发放编号"), ("line", "按填报单位栏"), ("person", "由人指定"),
    ]  # fmt: skip

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="pieces", verbose_name="集中收回")
    title = models.CharField("文件名", max_length=200)
    digest = models.CharField("摘要", max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_index=False, verbose_name="文件")
    taking = models.ForeignKey(
        TakeIn, models.PROTECT, null=True, blank=True, related_name="pieces", verbose_name="收回"
    )
    how = models.CharField("怎样认出", max_length=10, choices=HOW, blank=True)
    reason = models.TextField("说明", blank=True)
    counts = models.JSONField("行数", default=dict, blank=True)
    told = models.BooleanField("已告知单位", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "收到的文件"
        db_table = "ledgers_piece"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_piece_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gathering", "digest"],
                name="ledgers_piece_once",
                violation_error_message="这个文件已经在这次收回里",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_displaced(self) -> bool:
        """Is it placed, and has nothing of it been taken?"""
        return self.taking is not None and self.taking.state in TAKE_IN.step("move").sources

    @property
    def is_clean(self) -> bool:
        """Could everything of it be taken when it was read, and is there something to take?"""
        told = self.counts
        return (
            self.taking is not None and self.taking.state == "open" and bool(told)
            and not told["left"] and not told["clashes"] and bool(told["new"] or told["changed"])
        )  # fmt: skip
