"""绩效扣分: what documents/appraisal.yaml deducts for, counted from the records of a year, each with its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from fajian import content
from fajian.campaigns.models import Duty
from fajian.campaigns.workflow import OWED
from fajian.engine.office.workbooks import Column, Sheet
from fajian.ledgers.models import Rectification
from fajian.ledgers.workflow import NOT_CLOSED
from fajian.orgs.models import Unit
from fajian.portal import tallies
from fajian.portal.models import SurveyResult
from fajian.review.models import Sample
from fajian.supervision.models import Accountability, Circular, Instrument


@dataclass(frozen=True, slots=True)
class Item:
    """One 扣分项: `points` for each row, `most` altogether."""

    code: str
    title: str
    points: Decimal
    most: Decimal
    says: str

    def deducted(self, count: int) -> Decimal:
        """For so many rows."""
        return min(self.points * count, self.most)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: of each item how many rows and what they cost."""

    unit: Unit
    counts: tuple[tuple[Item, int, Decimal], ...]

    @property
    def score(self) -> Decimal:
        """What is left of the base, not below nothing."""
        return max(base() - sum((lost for _, _, lost in self.counts), Decimal(0)), Decimal(0))


@cache
def _shipped() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = content.read("documents", "appraisal.yaml")
    return loaded


def base() -> Decimal:
    """What every unit starts with."""
    return Decimal(_shipped()["base"])


@cache
def items() -> Mapping[str, Item]:
    """By code, in the order of the file; KeyError for one that nothing is counted for."""
    found = {}
    for row in _shipped()["items"]:
        item = Item(**{**row, "points": Decimal(row["points"]), "most": Decimal(row["most"])})
        found[item.code] = item
        ROWS[item.code]
    return found


Rows = tuple[Callable[[Any, dt.date], QuerySet[Any]], str]
ROWS: Mapping[str, Rows] = {  # code → (rows a user may see on that day, the column of their day)
    "overdue": (
        lambda user, today: Rectification.objects.visible_to(user).filter(
            struck_out=False, state__in=NOT_CLOSED, due_on__lt=today
        ),
        "due_on",
    ),
    "duties": (
        lambda user, today: Duty.objects.visible_to(user).filter(state__in=OWED, due_on__lt=today),
        "due_on",
    ),
    "disobeyed": (lambda user, today: Instrument.objects.visible_to(user).filter(state="disobeyed"), "issued_on"),
    "criticised": (
        lambda user, today: Circular.objects.visible_to(user).filter(
            kind="criticism", state__in=("issued", "published")
        ),
        "number__issued_on",
    ),
    "blamed": (
        lambda user, today: (
            Accountability.objects.visible_to(user).standing().filter(conclusion="pursue", decided_on__isnull=False)
        ),
        "found_on",
    ),
    "disliked": (
        lambda user, today: SurveyResult.objects.visible_to(user).filter(satisfied__lt=tallies.words().below),
        "frozen_on",
    ),
    "files": (
        lambda user, today: Sample.objects.visible_to(user).filter(Q(grade="不合格"), settled_on__isnull=False),
        "settled_on",
    ),
}


def rows(item: Item, user: Any, year: int, today: dt.date) -> QuerySet[Any]:
    """The rows of a year that an item counts, each with its day as `counted_on`."""
    give, day = ROWS[item.code]
    found = give(user, today).filter(**{f"{day}__gte": dt.date(year, 1, 1), f"{day}__lte": dt.date(year, 12, 31)})
    days: QuerySet[Any] = found.annotate(counted_on=F(day))
    return days


def table(user: Any, year: int, today: dt.date) -> list[Line]:
    """A line for each unit that is appraised, in the order of the tree; as many queries as items."""
    units = Unit.objects.visible_to(user).open().filter(kind__in=Unit.ENFORCING)
    counted = {
        item.code: dict(rows(item, user, year, today).order_by().values_list("unit").annotate(n=Count("pk")))
        for item in items().values()
    }
    return [
        Line(
            unit,
            tuple(
                (item, count, item.deducted(count))
                for item in items().values()
                for count in [counted[item.code].get(unit.pk, 0)]
            ),
        )
        for unit in units
    ]


def sheet(lines: list[Line], year: int) -> Sheet:
    """年度绩效扣分表."""
    return Sheet(
        name="绩效扣分表",
        title=f"{year}年度行政执法绩效扣分表",
        columns=(
            Column("单位", 26),
            *(
                column
                for item in items().values()
                for column in (
                    Column("件数", 9, "int", group=item.title, centred=True),
                    Column("扣分", 9, "number", group=item.title, centred=True),
                )
            ),
            Column("得分", 9, "number", centred=True),
        ),
        rows=[
            [line.unit.name, *(cell for _, count, lost in line.counts for cell in (count, lost)), line.score]
            for line in lines
        ],
        keys=[f"unit:{line.unit.pk}" for line in lines],
        note="".join(f"{item.title}：{item.says}每件{item.points}分，最多{item.most}分。" for item in items().values()),
        protected=True,
        freeze_columns=1,
    )
