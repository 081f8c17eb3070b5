"""执法底数: what each unit has and did, counted from the rows; which are watched over, by a published score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet

from fajian import content
from fajian.engine.office.workbooks import Column, Sheet
from fajian.inspections.models import Item, Target, Visit
from fajian.ledgers.models import Entry, Rectification
from fajian.orgs.models import Unit
from fajian.people.models import Certificate, Officer
from fajian.supervision.models import Matter

BOARD = "enterprise-message-board"


@dataclass(frozen=True, slots=True)
class Fact:
    """One column: its code, its heading, the rows it counts by unit."""

    code: str
    label: str
    rows: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: the columns whose sum is held against the most any unit has."""

    title: str
    weight: Fraction
    counts: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: its numbers by column, its score (None: it does not enforce on businesses), points of each part."""

    unit: Unit
    numbers: Mapping[str, int]
    score: Fraction | None
    parts: tuple[tuple[str, Fraction], ...]

    @property
    def points(self) -> str:
        """Out of 100, cut off; a dash where there is no score."""
        return hundredths(self.score) if self.score is not None else "—"

    @property
    def why(self) -> str:
        """The points of each part."""
        return "；".join(f"{title} {hundredths(value)}" for title, value in self.parts)


def hundredths(value: Fraction) -> str:
    """65.20 of 0.652."""
    found = (value * 10_000).__floor__()
    return f"{found // 100}.{found % 100:02d}"


@cache
def parts() -> tuple[Part, ...]:
    """As published; ValueError when the weights do not make one whole."""
    rows = content.read("documents", "objects.yaml")["scores"]
    found = tuple(Part(one["title"], Fraction(one["weight"]), tuple(one["counts"]), one["says"]) for one in rows)
    if sum(one.weight for one in found) != 1:
        raise ValueError("objects.yaml: the weights are not one together")
    return found


def facts(user: Any, since: dt.date, until: dt.date) -> Iterator[Fact]:
    """The columns, each of rows the user may see; what has a day, of these days, both included."""
    span = (since, until)
    yield Fact("officers", "执法人员", Officer.objects.visible_to(user).in_post(until).filter(kind="enforcer"))
    yield Fact("certified", "有效执法证", Certificate.objects.visible_to(user).good(until))
    items = Item.objects.visible_to(user).standing().filter(published_on__lte=until)
    yield Fact("items", "公布的检查事项", items)
    yield Fact("targets", "名录企业", Target.objects.visible_to(user).standing())
    visits = Visit.objects.visible_to(user).filter(shown_at__isnull=False, visit_on__range=span)
    yield Fact("visits", "入企检查", visits)
    board = Entry.objects.visible_to(user).standing().filter(ledger__spec_code=BOARD, recorded_at__date__range=span)
    yield Fact("board", "涉企留言板问题", board)
    problems = Rectification.objects.visible_to(user).standing()
    yield Fact("problems", "台账问题", problems.filter(entry__recorded_at__date__range=span))
    yield Fact("open", "没有销号的问题", problems.exclude(state="closed"))
    yield Fact("matters", "监督事项", Matter.objects.visible_to(user).filter(received_on__range=span))


def table(user: Any, since: dt.date, until: dt.date) -> tuple[list[Fact], list[Line]]:
    """(columns, a line for each enforcing unit in reach, the highest score first); as many queries as columns."""
    columns = list(facts(user, since, until))
    units = list(Unit.objects.visible_to(user).open().filter(kind__in=Unit.ENFORCING).order_by("path"))
    numbers: dict[int, dict[str, int]] = {unit.pk: dict.fromkeys((one.code for one in columns), 0) for unit in units}
    for one in columns:
        for unit, count in one.rows.order_by().values_list("unit").annotate(n=Count("pk")):
            if unit in numbers:
                numbers[unit][one.code] = count
    scored = {unit: known for unit, known in numbers.items() if any(known[code] for code in _enterprise())}
    most = {part.title: max((_sum(part, known) for known in scored.values()), default=0) for part in parts()}
    lines = []
    for unit in units:
        known = numbers[unit.pk]
        shares = tuple((part.title, _share(part, known, most[part.title])) for part in parts())
        score = sum((value for _, value in shares), Fraction(0)) if unit.pk in scored else None
        lines.append(Line(unit, known, score, shares if score is not None else ()))
    return columns, sorted(lines, key=lambda line: (line.score is None, -(line.score or 0)))


def sheet(columns: list[Fact], lines: list[Line], since: dt.date, until: dt.date) -> Sheet:
    """执法底数表."""
    return Sheet(
        name="执法底数表",
        title=f"行政执法底数表（{since:%Y年%m月%d日}至{until:%Y年%m月%d日}）",
        columns=(
            Column("单位", 26), *(Column(one.label, 10, "int", centred=True) for one in columns),
            Column("监督对象评分", 12), Column("各项得分", 50),
        ),
        rows=[
            [one.unit.name, *(one.numbers[column.code] for column in columns), one.points, one.why] for one in lines
        ],
        keys=[f"unit:{one.unit.pk}" for one in lines],
        protected=True,
    )  # fmt: skip


def _enterprise() -> list[str]:
    codes: list[str] = content.read("documents", "objects.yaml")["enterprise"]
    return codes


def _sum(part: Part, known: Mapping[str, int]) -> int:
    return sum(known[code] for code in part.counts)


def _share(part: Part, known: Mapping[str, int], most: int) -> Fraction:
    return part.weight * Fraction(_sum(part, known), most) if most else Fraction(0)
