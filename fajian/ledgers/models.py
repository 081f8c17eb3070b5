"""台账: the forms units keep, their rows, and the rectification of each problem."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers import search
from fajian.ledgers.own import Form as Form
from fajian.ledgers.own import spec_of
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet

PICTURES = ("png", "jpg", "jpeg")


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
        return self.select_related("ledger", "unit", "recorded_by", "rectification__closed_by")


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
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_entry_scope")]
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
                condition=Q(struck_out=False),
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
        """Enter them into the index of words."""
        search.index(rows)

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


class RectificationQuerySet(ScopedQuerySet["Rectification"]):
    """Problems on their way."""

    def standing(self) -> Self:
        """Without those whose entry was struck out."""
        return self.filter(struck_out=False)

    def open(self) -> Self:
        """Not closed yet, of entries that stand."""
        return self.standing().filter(state__in=NOT_CLOSED)

    def overdue(self, today: datetime.date) -> Self:
        """Open after their last day."""
        return self.open().filter(due_on__lt=today)

    def watched(self) -> Self:
        """重点督办: open, and come back or found closed without having been put right."""
        return self.open().exclude(priority="")

    def waiting_for(self, role: str) -> Self:
        """Those whose next step is this role's."""
        states = {source for step in PROBLEM.steps if role in PROBLEM.roles(step) for source in step.sources}
        return self.standing().filter(state__in=states & set(NOT_CLOSED))


class Rectification(Placed):
    """整改: what is done about one problem; its number is the entry's.

    A closed one has been approved after its last change (`edited_at`: of entry, proof or text), by a person who had no
    hand in it (Hand, and who recorded the entry), over at least one proof. `ledger` and `struck_out` are the entry's:
    counts and lists need this table alone. `priority` says why it is under special watch (重点督办), "" = it is not.
    """

    KINDS: ClassVar = [
        ("at_once", "立行立改"),
        ("by_day", "限期整改"),
        ("staged", "分阶段整改"),
        ("lasting", "持续整改"),
    ]
    PRIORITIES: ClassVar = [("", "否"), ("relapsed", "反弹"), ("untrue", "虚假销号")]

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="rectification", verbose_name="条目"
    )
    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False, verbose_name="台账"
    )
    struck_out = models.BooleanField("已作废", default=False)
    state = models.CharField("状态", max_length=12, choices=PROBLEM.choices, default="found")
    priority = models.CharField("重点督办", max_length=10, choices=PRIORITIES, blank=True)
    cause = models.TextField("原因分析", blank=True)
    measure = models.TextField("整改措施", blank=True)
    kind = models.CharField("整改方式", max_length=10, choices=KINDS, default="by_day")
    person = models.CharField("责任人", max_length=50, blank=True)
    due_on = models.DateField("整改时限", null=True, blank=True)
    result = models.TextField("整改情况", blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="认领人",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="申请人",
    )
    submitted_at = models.DateTimeField("申请销号时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="核准人",
    )
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    edited_at = models.DateTimeField("内容最近变动时间")
    returned = models.PositiveSmallIntegerField("退回次数", default=0)
    remark = models.TextField("最近一次意见", blank=True)

    objects: ClassVar = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "问题整改"
        db_table = "ledgers_rectification"
        ordering: ClassVar = ["entry_id"]
        # One for each way a list begins: a part of the tree, everything, one ledger; they hold all that the counts and
        # the keys of a page need. Partial, because SQLite finds no range for `NOT struck_out`.
        indexes: ClassVar = [
            models.Index(
                fields=["unit_path", "state", "due_on", "entry"],
                condition=Q(struck_out=False),
                name="ledgers_rect_scope",
            ),
            models.Index(fields=["state", "due_on", "entry"], condition=Q(struck_out=False), name="ledgers_rect_due"),
            models.Index(fields=["state", "entry"], condition=Q(struck_out=False), name="ledgers_rect_state"),
            models.Index(
                fields=["ledger", "state", "due_on", "entry"], condition=Q(struck_out=False), name="ledgers_rect_ledger"
            ),
            models.Index(
                fields=["unit_path", "ledger", "entry"], condition=Q(struck_out=True), name="ledgers_rect_struck"
            ),
            models.Index(
                fields=["unit_path", "ledger", "state", "entry"],
                condition=~Q(priority="") & Q(struck_out=False),
                name="ledgers_rect_watched",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_at__gte=F("edited_at"), submitted_by__isnull=False)
                & ~Q(closed_by=F("submitted_by"))
                & ~Q(closed_by=F("accepted_by")),
                name="ledgers_rect_closed",
                violation_error_message="销号须在最后一次变动之后由另一人核准",
            )
        ]

    def __str__(self) -> str:
        return str(self.entry)

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PROBLEM.states[self.state]

    @property
    def is_closed(self) -> bool:
        """销号."""
        return self.state == "closed"


class Proof(Placed):
    """佐证材料: a file that shows a problem was put right; taken back with a reason, never removed."""

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="proofs", verbose_name="问题整改"
    )
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    note = models.TextField("说明", blank=True)
    taken_back = models.BooleanField("已撤回", default=False)
    taken_back_reason = models.TextField("撤回理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        db_table = "ledgers_proof"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def is_picture(self) -> bool:
        """Can a page show it?"""
        return self.file.kind in PICTURES


class Hand(Placed):
    """经手人: somebody who changed what a problem says, its measure, proof or result, and so may not close it."""

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="hands", db_index=False, verbose_name="问题整改"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="人员"
    )

    class Meta:
        verbose_name = verbose_name_plural = "经手人"
        db_table = "ledgers_hand"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rectification", "user"], name="ledgers_hand_once")]

    def __str__(self) -> str:
        return str(self.user)
