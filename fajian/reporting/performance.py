"""监督履职: what each supervising office did in a span, counted from the rows themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs.models import Unit
from fajian.review.models import Batch, Sample
from fajian.supervision.models import Accountability, Circular, Instrument, Matter, Measure, Transfer


@dataclass(frozen=True, slots=True)
class Counted:
    """One column: its name in addresses, its heading, the rows, the column of their office, the column of their day."""

    code: str
    label: str
    rows: QuerySet[Any]
    office: str
    day: str

    def between(self, since: dt.date, until: dt.date) -> QuerySet[Any]:
        """The rows of these days, both included."""
        rows: QuerySet[Any] = self.rows.filter(**{f"{self.day}__gte": since, f"{self.day}__lte": until})
        return rows

    def of(self, office: Unit, since: dt.date, until: dt.date) -> QuerySet[Any]:
        """Exactly the rows that stand behind one number, each with its unit and its day as `counted_on`."""
        own = self.between(since, until).filter(**{self.office: office})
        rows: QuerySet[Any] = own.select_related("unit").annotate(counted_on=F(self.day))
        return rows


def columns(user: Any) -> Iterator[Counted]:
    """The columns, each of rows the user may see."""
    yield Counted("matters", "监督事项", Matter.objects.visible_to(user), "office", "received_on")
    yield Counted(
        "measures", "监督措施", Measure.objects.visible_to(user).filter(struck_out=False), "office", "held_on"
    )
    issued = Instrument.objects.visible_to(user).filter(number__isnull=False)
    for kind, title in Instrument.KINDS:
        yield Counted(kind, title, issued.filter(kind=kind), "office", "issued_on")
    reviewed = Sample.objects.filter(batch__in=Batch.objects.visible_to(user), scored_on__isnull=False)
    yield Counted("samples", "评查案卷", reviewed, "batch__unit", "scored_on")
    cases = Accountability.objects.visible_to(user).standing().filter(office__kind="supervision")
    yield Counted("accountabilities", "责任追究", cases, "office", "found_on")
    sent = Transfer.objects.visible_to(user).filter(number__isnull=False, office__kind="supervision")
    yield Counted("transfers", "移送、建议", sent, "office", "number__issued_on")
    told = Circular.objects.visible_to(user).filter(number__isnull=False)
    yield Counted("circulars", "通报", told, "office", "number__issued_on")


@dataclass(frozen=True, slots=True)
class Line:
    """One office and its numbers, in the order of the columns."""

    office: Unit
    numbers: tuple[int, ...]


def offices(user: Any) -> QuerySet[Unit]:
    """The supervising offices in reach."""
    rows: QuerySet[Unit] = Unit.objects.visible_to(user).open().filter(kind="supervision")
    return rows


def table(user: Any, since: dt.date, until: dt.date) -> tuple[list[Counted], list[Line]]:
    """(columns, a line for each supervising office in reach) of these days, both included; nothing done is a line too.

    As many queries as columns, however many rows there are.
    """
    lines = list(offices(user))
    found: dict[int, list[int]] = {one.pk: [] for one in lines}
    counted = list(columns(user))
    for column in counted:
        rows = column.between(since, until).order_by().values_list(column.office)
        counts = dict(rows.annotate(n=Count("pk")))
        for office, numbers in found.items():
            numbers.append(counts.get(office, 0))
    return counted, [Line(one, tuple(found[one.pk])) for one in lines]


def sheet(counted: list[Counted], lines: list[Line], since: dt.date, until: dt.date) -> Sheet:
    """监督履职表."""
    return Sheet(
        name="监督履职表",
        title=f"行政执法监督履职情况表（{since:%Y年%m月%d日}至{until:%Y年%m月%d日}）",
        columns=(Column("监督机关", 26), *(Column(one.label, 10, "int", centred=True) for one in counted)),
        rows=[[one.office.name, *one.numbers] for one in lines],
        keys=[f"unit:{one.office.pk}" for one in lines],
        protected=True,
    )
