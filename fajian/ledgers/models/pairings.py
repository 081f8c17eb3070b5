"""相似问题: what rows are compared by, the pairs put before a person, and how long closings have held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from fajian.core import bulk
from fajian.ledgers import matching
from fajian.ledgers.models.entries import Entry
from fajian.ledgers.models.problems import Rectification
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class TraitsQuerySet(ScopedQuerySet["Traits"]):
    """Traits of problems."""

    def standing(self) -> Self:
        """Without those of rows struck out."""
        return self.filter(struck_out=False)


class Traits(models.Model):
    """比对要素: what one problem is about, in its columns' words; derived from the row whenever it is written.

    No audited row: all of it stands in the entry. `…_key` are the words by which rows are counted together. `found_on`
    is the day the problem is of. `waiting`: written since the row was last compared; `version` is the entry's.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="traits")
    unit_path = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    channel = models.CharField("渠道", max_length=20)
    item = models.CharField("事项", max_length=matching.LONGEST, blank=True)
    item_key = models.CharField(max_length=matching.LONGEST, blank=True)
    kind = models.CharField("问题类型", max_length=matching.LONGEST, blank=True)
    kind_key = models.CharField(max_length=matching.LONGEST, blank=True)
    party = models.CharField("当事人", max_length=matching.LONGEST, blank=True)
    document = models.CharField("文书号", max_length=matching.LONGEST, blank=True)
    found_on = models.DateField("发现日期")
    struck_out = models.BooleanField(default=False)
    waiting = models.BooleanField(default=True)

    objects: ClassVar[Any] = TraitsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "比对要素"
        db_table = "ledgers_traits"
        ordering: ClassVar = ["entry_id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path"], condition=Q(waiting=True), name="ledgers_traits_waiting"),
            models.Index(
                fields=["unit_path", "item_key", "found_on"], condition=Q(struck_out=False), name="ledgers_traits_item"
            ),
            models.Index(
                fields=["unit_path", "kind_key", "found_on"], condition=Q(struck_out=False), name="ledgers_traits_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.kind}".strip()


def note_traits(rows: Sequence[Entry]) -> None:
    """Write down what these rows are about; in the transaction that writes them."""
    days = {at: timezone.localdate(at) for at in {row.recorded_at for row in rows}}  # mostly one
    found = [_traits(row, days[row.recorded_at]) for row in rows if row.ledger.has_problems]
    if found:
        bulk.insert_values(Traits, list(found[0]), [list(one.values()) for one in found], instead=["entry"])


def _traits(row: Entry, recorded_on: dt.date) -> dict[str, Any]:
    by = row.recorded_by
    by_unit = by is not None and by.unit_id == row.unit_id
    found = matching.traits(row.data)
    return {
        "entry": row.pk,
        "unit_path": row.unit_path,
        "version": row.version,
        "channel": matching.channel(row.source, row.ledger.spec_code, by_unit=by_unit),
        "found_on": row.happened_on or recorded_on,
        "struck_out": row.struck_out,
        "waiting": True,
        "item_key": matching.plain(found["item"]),
        "kind_key": matching.plain(found["kind"]),
        **found,
    }


class PairingQuerySet(ScopedQuerySet["Pairing"]):
    """Pairs of rows."""

    def waiting(self) -> Self:
        """Nobody has judged them yet, and both rows still stand."""
        return self.filter(state="proposed", earlier__struck_out=False, later__struck_out=False)

    def joined_to(self, numbers: Iterable[int]) -> Self:
        """Those by which other rows were joined into these."""
        return self.filter(kind="same", state="confirmed", kept__in=numbers)

    def whole(self) -> Self:
        """With everything a page says about a pair, in one query."""
        sides = [f"{side}__{part}" for side in ("earlier", "later") for part in SHOWN]
        return self.select_related("unit", "decided_by", *sides)


SHOWN = ("ledger", "unit", "recorded_by", "traits", "rectification")


class Pairing(Placed):
    """相似问题: two rows of one unit that may be a relapse, or one problem told twice; a person says which, once.

    `earlier` and `later` by number. `agrees` is a list of [what, text], `percent` how like their descriptions are, as
    of the last comparison. `kept`: of two that are one problem, the row that stands; the other is struck out.
    """

    KINDS: ClassVar = [("relapse", "疑似反弹"), ("same", "疑似同一问题")]

    kind = models.CharField("种类", max_length=10, choices=KINDS)
    state = models.CharField("状态", max_length=10, choices=PAIRING.choices, default="proposed")
    earlier = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", verbose_name="先登记的条目")
    later = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", verbose_name="后登记的条目")
    agrees = models.JSONField("一致的内容", default=list, blank=True)
    percent = models.PositiveSmallIntegerField("描述相似度")
    kept = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保留的条目"
    )
    decided_by = someone("认定人")
    decided_at = models.DateTimeField("认定时间", null=True, blank=True)
    reason = models.TextField("理由", blank=True)

    objects: ClassVar = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "相似问题"
        db_table = "ledgers_pairing"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state", "kind", "id"], name="ledgers_pairing_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["earlier", "later"], name="ledgers_pairing_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="ledgers_pairing_order"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""),
                name="ledgers_pairing_reason",
                violation_error_message="不予认定须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier}与{self.later}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:pairing", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        if self.state == "confirmed":
            return "已认定反弹" if self.kind == "relapse" else "已合并"
        return PAIRING.states[self.state]

    def says(self, pair: matching.Pair) -> bool:
        """Exactly what this comparison found?"""
        agrees = [list(one) for one in pair.agrees]
        return (self.kind, self.agrees, self.percent) == (pair.kind, agrees, pair.percent)

    @property
    def gone(self) -> Entry | None:
        """Of two joined rows the one that was struck out."""
        if self.kept_id is None:
            return None
        return self.later if self.kept_id == self.earlier_id else self.earlier


class ClosingQuerySet(ScopedQuerySet["Closing"]):
    """Closings of problems that stand."""

    def counted(self, as_of: dt.date) -> Self:
        """Of rows that stand; without those whose approval had fallen by a correction."""
        return self.filter(entry__struck_out=False).exclude(ended_as="corrected", ended_on__lte=as_of)

    def come_back(self, as_of: dt.date) -> Self:
        """Those whose problem was found come back, reopened or as a row of its own; `followed_at` is of the latter."""
        after = Entry.objects.standing().filter(follows=OuterRef("entry"), recorded_at__date__lte=as_of).order_by("id")
        reopened = Q(ended_on__lte=as_of, ended_as__in=("relapsed", "untrue"))
        followed = models.Subquery(after.values("recorded_at")[:1])
        return self.annotate(followed_at=followed).filter(reopened | Q(followed_at__isnull=False))


class Closing(models.Model):
    """销号记录: a time during which a problem was closed; derived from its rectification whenever that is written.

    No audited row: each beginning and end is a command of the audit chain. `ended_as`: relapsed, untrue (found not to
    have been put right) or corrected (the text was changed, the approval fell); "" while it lasts.
    """

    ENDS: ClassVar = [("", "仍销号"), ("relapsed", "反弹"), ("untrue", "虚假销号"), ("corrected", "更正")]

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="closings")
    unit_path = models.CharField(max_length=40)
    closed_on = models.DateField("销号日期")
    ended_on = models.DateField("失效日期", null=True)
    ended_as = models.CharField("失效原因", max_length=10, choices=ENDS, blank=True)

    objects: ClassVar[Any] = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "销号记录"
        db_table = "ledgers_closing"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "closed_on", "id"], name="ledgers_closing_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry"], condition=Q(ended_on=None), name="ledgers_closing_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.closed_on}"


def note_closings(rows: Iterable[Rectification]) -> None:
    """Write down which of these problems are closed now and which no longer; in the transaction that writes them."""
    plain: models.QuerySet[Closing] = models.QuerySet(Closing)
    told = [row for row in rows if row.is_closed or row.version > 1]
    # One question for all of them: a workbook taken back writes hundreds of problems at once.
    open_ones = set(plain.filter(entry__in=[row.pk for row in told], ended_on=None).values_list("entry_id", flat=True))
    for row in told:
        if row.is_closed and row.closed_at is not None:
            if row.pk not in open_ones:
                closed_on = timezone.localdate(row.closed_at)
                plain.create(entry_id=row.pk, unit_path=row.unit_path, closed_on=closed_on)
        elif row.pk in open_ones:
            ended_as = (row.priority or "relapsed") if row.state == "relapsed" else "corrected"
            open_one = plain.filter(entry=row.pk, ended_on=None)
            open_one.update(ended_on=timezone.localdate(row.changed_at), ended_as=ended_as)
