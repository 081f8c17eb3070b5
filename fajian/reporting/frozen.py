"""推进情况台账: what is frozen of each unit, and how now differs from it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.models import Campaign, SnapshotPart
from fajian.core.errors import Refused
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Unit
from fajian.reporting import counters, figures
from fajian.reporting.figures import Figures
from fajian.reporting.measures import MEASURES, Span, rows_of


@dataclass(frozen=True, slots=True)
class Row:
    """One problem as it stood; days as ISO texts, "" where there is none."""

    entry: int
    ledger: str
    number: int
    title: str
    state: str
    due_on: str
    recorded_on: str
    closed_on: str

    @property
    def word(self) -> str:
        """Its state as people read it."""
        return PROBLEM.states.get(self.state, self.state)

    @property
    def name(self) -> str:
        """自查台账第3号 某问题."""
        return f"{self.ledger}第{self.number}号“{self.title[:40]}”"


@dataclass(frozen=True, slots=True)
class Content:
    """What is kept of one unit; `counters`: code → number or None, and where it is from (台账, 申报 or nothing)."""

    campaign: int
    title: str
    unit: int
    name: str
    month: str
    as_of: str
    figures: Mapping[str, int]
    counters: Mapping[str, tuple[int | None, str]]
    rows: tuple[Row, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """For core.digests.canonical."""
        return asdict(self)

    @classmethod
    def of(cls, part: SnapshotPart) -> Content:
        """Read back from a frozen part."""
        told = json.loads(part.content)
        told["rows"] = tuple(Row(**row) for row in told["rows"])
        told["counters"] = {code: (number, source) for code, (number, source) in told["counters"].items()}
        return cls(**told)


def contents(campaign: Campaign, user: Any, span: Span, unit: Unit | None = None) -> dict[int, Content]:
    """What would be frozen now, by unit; of all that take part, or of one.

    Raises Refused when somebody works on the problems in between, so that numbers and rows are always of one moment.
    """
    read = figures.read(campaign, user, span, unit)
    told = counters.read(campaign, user, read)
    found = _rows(campaign, user, read)
    made = {
        one.pk: Content(
            campaign=campaign.pk,
            title=campaign.title,
            unit=one.pk,
            name=one.name,
            month=f"{span.from_on:%Y-%m}",
            as_of=span.today.isoformat(),
            figures={code: read.of(one.pk).get(code, 0) for code in MEASURES},
            counters={row.counter.code: (row.values[one.pk].number, row.values[one.pk].source) for row in told},
            rows=tuple(found.get(one.pk, ())),
        )
        for one in read.units
    }
    for content in made.values():
        for state in PROBLEM.states:
            if content.figures[state] != sum(row.state == state for row in content.rows):
                raise Refused("读数期间有人在办理台账，数字和条目对不上。请稍后再试。")
    return made


def _rows(campaign: Campaign, user: Any, read: Figures) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    columns = (
        "unit_id", "entry_id", "ledger__title", "entry__number", "entry__title", "state", "due_on",
        "entry__recorded_at", "closed_at",
    )  # fmt: skip
    rows = rows_of("problems", campaign, user).filter(unit__in=read.units).order_by("unit_path", "ledger", "entry")
    for unit, entry, ledger, number, title, state, due_on, recorded_at, closed_at in rows.values_list(*columns):
        closed = timezone.localdate(closed_at).isoformat() if closed_at else ""
        recorded = timezone.localdate(recorded_at).isoformat()
        due = due_on.isoformat() if due_on else ""
        found.setdefault(unit, []).append(Row(entry, ledger, number, title, state, due, recorded, closed))
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is otherwise than when it was frozen; `href` leads to it."""

    what: str
    row: str
    href: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit: (title, then, now) of every number that is another, and the rows that made it so."""

    name: str
    numbers: tuple[tuple[str, int, int], ...]
    changes: tuple[Change, ...]


# What changes by itself when days go by is no difference of what was reported.
COMPARED = ("problems", *PROBLEM.states, "came_back", "received", "returned")


def differences(then: Sequence[Content], now: Mapping[int, Content]) -> list[Difference]:
    """Frozen against now, unit by unit; units that are the same are left out."""
    found = []
    for old in then:
        new = now.get(old.unit)
        if new is None:
            continue
        numbers = tuple(
            (MEASURES[code].title, old.figures[code], new.figures[code])
            for code in COMPARED
            if old.figures.get(code) != new.figures[code]
        )
        changes = tuple(_changes({row.entry: row for row in old.rows}, {row.entry: row for row in new.rows}))
        if numbers or changes:
            found.append(Difference(old.name, numbers, changes))
    return found


def _changes(then: Mapping[int, Row], now: Mapping[int, Row]) -> Iterator[Change]:
    for entry in sorted({*then, *now}):
        old, new = then.get(entry), now.get(entry)
        href = reverse("ledgers:entry", args=[entry])
        if old is None and new is not None:
            yield Change("新增", new.name, href)
        elif new is None and old is not None:
            yield Change("已作废", old.name, href)
        elif old is not None and new is not None and old.state != new.state:
            yield Change(f"{old.word} → {new.word}", new.name, href)


def day(text: str) -> dt.date | None:
    """A day of a frozen row."""
    return dt.date.fromisoformat(text) if text else None
