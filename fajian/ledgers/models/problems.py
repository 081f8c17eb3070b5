"""The rectification of a problem, and whoever had a hand in it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.engine.forms.categories import UNSORTED, categories
from fajian.ledgers.models import wordings
from fajian.ledgers.models.entries import Entry, Ledger
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM
from fajian.orgs.models import Placed, Unit, someone
from fajian.orgs.scope import ScopedQuerySet

WATCHED = ~Q(priority="") | Q(listed_by__isnull=False)


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

    def struck(self) -> Self:
        """Those whose entry was struck out. The states are named so that an index is sought (see Meta)."""
        return self.filter(struck_out=True, state__in=PROBLEM.states)

    def listed(self) -> Self:
        """挂牌督办: on the list of a body, of entries that stand; none of them is closed (ledgers_rect_listed)."""
        return self.watched().exclude(listed_by=None)

    def corrected(self) -> Self:
        """销号后更正过, of entries that stand."""
        return self.standing().filter(corrected__gt=0, state__in=PROBLEM.states)

    def watched(self) -> Self:
        """重点督办: open, and listed by a body, come back, or found closed without having been put right."""
        return self.open().filter(WATCHED)

    def waiting_for(self, role: str) -> Self:
        """Those whose next step is this role's."""
        states = {source for step in PROBLEM.steps if role in PROBLEM.roles(step) for source in step.sources}
        return self.standing().filter(state__in=states & set(NOT_CLOSED))


class Rectification(Placed):
    """整改: what is done about one problem; its number is the entry's.

    A closed one has been approved after its last change (`edited_at`: of entry, proof or text), by a person who had no
    hand in it (Hand, and who recorded the entry), over at least one proof. `ledger` and `struck_out` are the entry's:
    counts and lists need this table alone. `priority` says why it is under special watch (重点督办), "" = it is not;
    `listed_by` is the body that has it on its list (挂牌), and alone may close it. `measure_kinds` are words of
    content/rectification.yaml, joined by 、. `extended` counts granted extensions, `corrected` the times its text was
    changed once it had been closed. `category` is a code of engine.forms.categories, "" = unsorted (未归类).
    `reuse_note`: why the closer found it all right that proof or text stands for another problem too.
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
    category = models.CharField("问题类别", max_length=8, blank=True)
    cause = models.TextField("原因分析", blank=True)
    measure = models.TextField("整改措施", blank=True)
    kind = models.CharField("整改方式", max_length=10, choices=KINDS, default="by_day")
    person = models.CharField("责任人", max_length=50, blank=True)
    leader = models.CharField("责任领导", max_length=50, blank=True)
    department = models.CharField("责任科室", max_length=300, blank=True)
    measure_kinds = models.CharField("措施类别", max_length=200, blank=True)
    due_on = models.DateField("整改时限", null=True, blank=True)
    extended = models.PositiveSmallIntegerField("延期次数", default=0)
    listed_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="挂牌单位"
    )
    result = models.TextField("整改情况", blank=True)
    accepted_by = someone("认领人")
    submitted_by = someone("申请人")
    submitted_at = models.DateTimeField("申请销号时间", null=True, blank=True)
    closed_by = someone("核准人")
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    edited_at = models.DateTimeField("内容最近变动时间")
    returned = models.PositiveSmallIntegerField("退回次数", default=0)
    corrected = models.PositiveSmallIntegerField("销号后更正次数", default=0)
    remark = models.TextField("最近一次意见", blank=True)
    reuse_note = models.TextField("重复使用说明", blank=True)

    objects: ClassVar = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "问题整改"
        db_table = "ledgers_rectification"
        ordering: ClassVar = ["entry_id"]
        # One for each way a list begins: a part of the tree, everything, one ledger; they hold all that the counts and
        # the keys of a page need. Partial, because SQLite finds no range for `NOT struck_out`. Those of few rows
        # (watched, corrected, struck out) begin with the state, and who wants them names it: of an index without a row
        # SQLite knows nothing, and takes another that seeks better, or reads the whole table.
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
                fields=["state", "unit_path", "ledger", "entry"], condition=Q(struck_out=True), name="ledgers_rect_gone"
            ),
            models.Index(
                fields=["state", "unit_path", "ledger", "entry"],
                condition=Q(struck_out=False, corrected__gt=0),
                name="ledgers_rect_corrected",
            ),
            models.Index(
                fields=["category", "state", "due_on", "entry"],
                condition=Q(struck_out=False),
                name="ledgers_rect_sorted",
            ),
            models.Index(
                fields=["state", "unit_path", "ledger", "entry"],
                condition=WATCHED & Q(struck_out=False),
                name="ledgers_rect_watched",
            ),
            models.Index(
                fields=["unit_path", "category", "state", "due_on", "entry"],
                condition=Q(struck_out=False),
                name="ledgers_rect_category",
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
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(listed_by=None),
                name="ledgers_rect_listed",
                violation_error_message="挂牌督办的问题摘牌后才能销号",
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    def get_absolute_url(self) -> str:
        """The page of its row."""
        return reverse("ledgers:entry", args=[self.pk])

    @classmethod
    def after_write(cls, rows: Sequence[Rectification]) -> None:
        """Enter their texts into the index of wordings, and keep account of how long each closing holds."""
        from fajian.ledgers.models.pairings import note_closings  # that room knows this one

        wordings.index(rows)
        note_closings(rows)

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return PROBLEM.states[self.state]

    @property
    def category_title(self) -> str:
        """Its category as people read it; 未归类 where there is none."""
        known = categories().get(self.category)
        return known.title if known else UNSORTED

    @property
    def is_closed(self) -> bool:
        """销号."""
        return self.state == "closed"


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
