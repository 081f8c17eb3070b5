"""对账: what a unit said of its ledgers when it last handed them in, beside what they say now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian.campaigns import differences
from fajian.campaigns.contents import ALGORITHM, ledgers_told, of_campaign
from fajian.campaigns.models import Campaign, Return, ReturnContent
from fajian.core.digests import canonical, digest
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.selection import count_each
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Sum:
    """So many problems, so many of them closed."""

    total: int = 0
    closed: int = 0

    @classmethod
    def of(cls, states: dict[str, int]) -> Sum:
        """From counts by state."""
        return cls(sum(states.values()), states.get("closed", 0))

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.total + other.total, self.closed + other.closed)

    @property
    def open(self) -> int:
        """Not closed."""
        return self.total - self.closed

    def __str__(self) -> str:
        return f"问题 {self.total} 个，已销号 {self.closed} 个，未销号 {self.open} 个"


@dataclass(frozen=True, slots=True)
class Book:
    """One ledger: what the newest return that went with it said (None: none did), what it says now."""

    ledger: Ledger
    told: Sum | None
    version: int | None  # the return's number in the database
    now: Sum

    @property
    def words(self) -> str:
        """The difference in words."""
        if self.told is None:
            return f"没有报送过，台账 {self.now.total} 个" if self.now.total else "没有报送过"
        return said(self.told, self.now)


@dataclass(frozen=True, slots=True)
class Account:
    """One unit's ledgers of a campaign."""

    unit: Unit
    books: tuple[Book, ...]

    @property
    def told(self) -> Sum:
        """All that was handed in."""
        return sum((book.told for book in self.books if book.told), Sum())

    @property
    def now(self) -> Sum:
        """All that stands."""
        return sum((book.now for book in self.books), Sum())

    @property
    def agrees(self) -> bool:
        """Does every ledger say what was handed in?"""
        return all((book.told or Sum()) == book.now for book in self.books)

    @property
    def words(self) -> str:
        """The difference in words; ledgers that differ in turn and agree in sum are still told apart."""
        if self.agrees:
            return "一致" if self.books else "没有台账"
        return said(self.told, self.now) if self.told != self.now else "合计一致，分台账不一致"


def said(told: Sum, now: Sum) -> str:
    """“少报2个”, “已销号多报1个”, or “一致”."""
    parts = [
        f"{word}{'少报' if more > 0 else '多报'}{abs(more)}个"
        for word, more in (("", now.total - told.total), ("已销号", now.closed - told.closed))
        if more
    ]
    return "，".join(parts) or "一致"


def accounts(campaign: Campaign, units: Sequence[Unit], today: dt.date) -> list[Account]:
    """Of each of these units, in six queries however many they are."""
    numbers = [unit.pk for unit in units]
    found = Ledger.objects.filter(of_campaign(campaign), unit__in=numbers).order_by("annex", "pk")
    ledgers = [ledger for ledger in found if ledger.has_problems]
    counted, told = count_each(ledgers, today), _told(campaign, numbers)
    books: dict[int, list[Book]] = {}
    for ledger in ledgers:
        states, version = told.get((ledger.unit_id, f"{ledger.annex} {ledger.title}".strip()), (None, None))
        now = Sum.of(counted[ledger.pk].states)
        books.setdefault(ledger.unit_id, []).append(
            Book(ledger, None if states is None else Sum.of(states), version, now)
        )
    return [Account(unit, tuple(books.get(unit.pk, ()))) for unit in units]


def _told(campaign: Campaign, units: Sequence[int]) -> dict[tuple[int, str], tuple[dict[str, int], int]]:
    """By unit and ledger the counts of its newest return, and which return that is; what was sent back counts not."""
    rows = Return.objects.filter(duty__campaign=campaign, unit__in=units).exclude(answer="returned")
    return {
        (unit, name): (states, number)
        for number, unit, figures in rows.order_by("recorded_at", "pk").values_list("pk", "unit_id", "figures")
        for name, states in figures.items()
    }


def compared(account: Account) -> dict[str, Any]:
    """What is signed: of each ledger what was told, what stands, and the state of every problem by entry number."""
    states: dict[int, dict[str, str]] = {book.ledger.pk: {} for book in account.books}
    rows = Rectification.objects.filter(ledger__in=list(states), struck_out=False).order_by()
    for ledger, number, state in rows.values_list("ledger_id", "entry__number", "state"):
        states[ledger][str(number)] = state
    return {
        "unit": account.unit.pk,
        "ledgers": [
            {
                "ledger": book.ledger.pk,
                "title": book.ledger.title,
                "return": book.version,
                "told": None if book.told is None else [book.told.total, book.told.closed],
                "now": [book.now.total, book.now.closed],
                "states": states[book.ledger.pk],
            }
            for book in account.books
        ],
    }


def digest_of(figures: dict[str, Any]) -> str:
    """SHA-256 of what was compared: equal if and only if nothing has moved."""
    return digest(canonical(figures), ALGORITHM)


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that is not what was handed in; `entry` its number in the database, None where it is not there."""

    ledger: Ledger
    row: differences.Row
    entry: int | None


def moved(account: Account) -> list[Moved]:
    """Row by row what has changed since each ledger was handed in; nothing of ledgers whose content was not kept."""
    by_version = {book.version: book for book in account.books if book.version}
    kept = {one.of_id: one.told for one in ReturnContent.objects.filter(of__in=list(by_version))}
    now = {one["ledger"]: one for one in ledgers_told([book.ledger for book in account.books if book.version in kept])}
    rows = Entry.objects.filter(ledger__in=list(now)).values_list("ledger_id", "number", "pk")
    entries = {(ledger, number): entry for ledger, number, entry in rows}
    found = []
    for book in account.books:
        if book.version is None or book.version not in kept:
            continue
        old = [one for one in kept[book.version]["ledgers"] if one["ledger"] == book.ledger.pk]
        for changed in differences.books(old, [now[book.ledger.pk]]):
            found += [Moved(book.ledger, row, entries.get((book.ledger.pk, row.number))) for row in changed.rows]
    return found
