"""挂牌督办."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from fajian.ledgers.models.problems import Rectification
from fajian.orgs.models import Placed, Unit, someone
from fajian.orgs.scope import ScopedQuerySet


class ListingQuerySet(ScopedQuerySet["Listing"]):
    """Listings."""

    def standing(self) -> Self:
        """Those that hold, of problems that count."""
        return self.filter(ended_on=None, rectification__struck_out=False)

    def silent(self, today: datetime.date) -> list[Listing]:
        """Those that hold and of which a month is over without a word of the unit; few are ever listed at once."""
        return [listing for listing in self.standing().prefetch_related("notes") if listing.unnoted(today)]


class Listing(Placed):
    """挂牌督办: a supervising body (`body`) has put a problem on its list; only this body closes it or takes it off.

    `unit` is the unit that has the problem. `ended_on` null: it is still listed.
    """

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="listings", db_index=False, verbose_name="问题整改"
    )
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="挂牌单位")
    reason = models.TextField("挂牌理由")
    listed_on = models.DateField("挂牌日期")
    ended_on = models.DateField("摘牌日期", null=True, blank=True)
    ended_reason = models.TextField("摘牌理由", blank=True)
    ended_by = someone("摘牌人")

    objects: ClassVar = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "挂牌督办"
        db_table = "ledgers_listing"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["rectification", "id"], name="ledgers_listing_problem"),
            models.Index(fields=["unit_path", "id"], name="ledgers_listing_scope"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rectification"],
                condition=Q(ended_on=None),
                name="ledgers_listing_one",
                violation_error_message="这个问题已经挂牌督办",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_by__isnull=False) & ~Q(ended_reason=""),
                name="ledgers_listing_ended",
                violation_error_message="摘牌须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}挂牌督办"

    def months(self, today: datetime.date) -> list[datetime.date]:
        """First days of the months for which progress is due: each calendar month that is over, while it was listed.

        The month in which it was listed is the first, the last the one before `today` or in which it was taken off.
        """
        last = min(self.ended_on or today, today)
        month, found = self.listed_on.replace(day=1), []
        while (following := _next(month)) <= last:
            found.append(month)
            month = following
        return found

    def unnoted(self, today: datetime.date) -> list[datetime.date]:
        """Those of them of which the unit has said nothing."""
        noted = {note.month for note in self.notes.all()}
        return [month for month in self.months(today) if month not in noted]


class ListingNote(Placed):
    """挂牌进展: what the unit did in one month while the problem was listed; not rewritten, another one corrects it."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="notes", verbose_name="挂牌督办")
    month = models.DateField("月份")
    text = models.TextField("进展")

    class Meta:
        verbose_name = verbose_name_plural = "挂牌进展"
        db_table = "ledgers_listing_note"
        ordering: ClassVar = ["month", "id"]

    def __str__(self) -> str:
        return f"{self.month:%Y年%m月}进展"


def _next(month: datetime.date) -> datetime.date:
    """The first day of the month after."""
    return (month + datetime.timedelta(days=32)).replace(day=1)
