"""谁执法谁普法: what a unit told the public about the law in a year; nothing but what is published counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fajian.engine.office.workbooks import Cell, Column
from fajian.orgs.models import Unit
from fajian.publicity.kinds import kinds
from fajian.publicity.models import Publication

KINDS = ("law_list", "law_publicity", "typical_case", "interpretation")
HEADINGS = ("普法责任清单", "普法活动", "典型案例", "政策解读")
COLUMNS = (Column("单位", 20), Column("种类", 14), Column("日期", 12), Column("标题", 30), Column("形式", 16),
           Column("对象和人数", 20), Column("内容", 40))  # fmt: skip
FIRST = 2015


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's year: how many of each kind, in the order of KINDS."""

    unit: Unit
    counts: tuple[int, ...]

    @property
    def lacks(self) -> list[str]:
        """What the unit owes: a list, and at least one activity."""
        return [heading for heading, count in zip(HEADINGS[:2], self.counts, strict=False) if not count]


def year(said: str, today: dt.date) -> int:
    """The year asked for; this one where it cannot be read."""
    asked = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else today.year
    return asked if FIRST <= asked <= today.year else today.year


def day_of(row: Publication) -> str:
    """The day by which a publication belongs to a year; of a list the year it is for."""
    data: dict[str, Any] = row.public_data
    if row.kind == "law_list":
        return str(data.get("year") or "")
    return str(data.get("held_on") or row.published_on or "")


def of_year(units: Any, asked: int) -> list[Publication]:
    """What these units told in the year, oldest first."""
    rows = Publication.objects.shown().filter(kind__in=KINDS, unit__in=units).select_related("unit")
    told = (row for row in rows if day_of(row).startswith(str(asked)))
    return sorted(told, key=lambda row: (row.unit_path, day_of(row), row.pk))


def lines(units: Sequence[Unit], asked: int) -> list[Line]:
    """Of these units, in their order; one query."""
    counts = Counter((row.unit_id, row.kind) for row in of_year(units, asked))
    return [Line(unit, tuple(counts[unit.pk, kind] for kind in KINDS)) for unit in units]


def ledger(units: Any, asked: int) -> Iterator[list[Cell]]:
    """普法台账: a line for each."""
    for row in of_year(units, asked):
        data = row.public_data
        content = next((data[name] for name in ("text", "laws", "facts") if data.get(name)), "")
        yield [row.unit.name, kinds()[row.kind].title, day_of(row), row.title, data.get("form", ""),
               data.get("audience", ""), content]  # fmt: skip
