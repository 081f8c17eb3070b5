"""Ledgers and their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers import search
from fajian.ledgers.own import spec_of
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet

if TYPE_CHECKING:
    from fajian.ledgers.models.problems import Rectification


class Readable(json.JSONEncoder):
    """Chinese as it is, on SQLite too, so that the text can be searched."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class Ledger(Placed):
    """台账: what one unit keeps by one form. It pins the form's version; `source` says what it was opened for."""

    spec_code = models.CharField("样式", max_length=40)
    spec_version = models.PositiveIntegerField("样式版本")
    title = models.CharField("名称", max_length=120)
    annex = models.CharField("附件", max_length=20, blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    opened_on = models.DateField("建账日期")

    class Meta:
        verbose_name = verbose_name_plural = "台账"
        db_table = "ledgers_ledger"
        ordering: ClassVar = ["unit_path", "id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_ledger_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "spec_code", "source"],
                name="ledgers_ledger_once",
                violation_error_message="该单位已有这本台账",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:ledger", args=[self.pk])

    @property
    def spec(self) -> LedgerSpec:
        """The form, as released."""
        return spec_of(self.spec_code, self.spec_version)

    @property
    def has_problems(self) -> bool:
        """Has every row a rectification?"""
        return self.spec.row == "problem"


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Rows of ledgers."""

    def standing(self) -> Self:
        """Without those struck out."""
        return self.filter(struck_out=False)

    def whole(self) -> Self:
        """With everything a page says about a row, in one query."""
        return self.select_related(
            "ledger", "unit", "recorded_by", *(f"rectification__{who}_by" for who in ("submitted", "closed", "listed"))
        )


class Entry(Placed):
    """台账条目: one row. It is struck out with a reason, never deleted.

    `title` is the column of the form that says what the row is about (the problem, or its first name); `data` holds
    the other columns the form declares, by name, as ledgers.columns stores them. `happened_on` is the day people say it
    happened, recorded_at the server's. `source` says where it comes from (finding:8123, complaint:2026-000017),
    `source_label` in words. `follows`: the closed row, of an earlier ledger, whose problem has come back.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="entries", verbose_name="台账")
    number = models.PositiveIntegerField("序号")
    title = models.TextField("问题描述")
    happened_on = models.DateField("发生日期", null=True, blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=200, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="接续条目"
    )
    data = models.JSONField("栏目", default=dict, blank=True, encoder=Readable)
    struck_out = models.BooleanField("已作废", default=False)
    struck_reason = models.TextField("作废理由", blank=True)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账条目"
        db_table = "ledgers_entry"
        ordering: ClassVar = ["id"]
        # Hardly a row follows another: of an index full of nulls SQLite thinks it little use, and reads all rows.
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "id"], name="ledgers_entry_scope"),
            models.Index(fields=["follows"], condition=Q(follows__isnull=False), name="ledgers_entry_followed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "number"], name="ledgers_entry_number"),
            models.UniqueConstraint(
                fields=["ledger", "source"],
                condition=~Q(source=""),
                name="ledgers_entry_source",
                violation_error_message="这个来源的问题已经在台账里",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(struck_out=False, follows__isnull=False),
                name="ledgers_entry_follows",
                violation_error_message="这个问题的反弹已经另立条目",
            ),
            models.CheckConstraint(
                condition=Q(struck_out=False) | ~Q(struck_reason=""),
                name="ledgers_entry_reason",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} 第{self.number}号"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:entry", args=[self.pk])

    @classmethod
    def after_write(cls, rows: Sequence[Entry]) -> None:
        """Enter them into the index of words, and what they are about among what is compared."""
        from fajian.ledgers.models.pairings import note_traits  # that room knows this one

        search.index(rows)
        note_traits(rows)

    @property
    def problem(self) -> Rectification | None:
        """Its rectification, where the ledger has such."""
        found: Rectification | None = getattr(self, "rectification", None)
        return found

    @property
    def told_from_above(self) -> bool:
        """Did somebody outside the unit, or a finding, say this problem? Then the unit may not reword it."""
        by = self.recorded_by
        return bool(self.source) or by is None or by.unit_id != self.unit_id
