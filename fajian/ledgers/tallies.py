"""How many problems stand in each state: counted ledger by ledger, and anew only in ledgers a command has touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from fajian.core.audited import label
from fajian.core.commands import running
from fajian.core.models import Event, Head, Seal
from fajian.ledgers.models import Ledger, Rectification
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM

SECONDS = 2 * 24 * 3600  # what was kept of a day is forgotten after it
MOST = 2_000  # rows written since; after more of them everything is counted anew


@dataclass(frozen=True, slots=True)
class Counts:
    """How many problems stand in each state.

    `overdue` are open after their last day, `watched` open and under special watch; `struck` no longer count.
    """

    states: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    struck: int = 0
    watched: int = 0

    @property
    def standing(self) -> int:
        """All that count."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Not closed."""
        return self.standing - self.states.get("closed", 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """The problems of one ledger, and what of the ledger a filter asks for; none of that ever changes."""

    unit_path: str
    form: str
    source: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Kept:
    """The tallies by number of the ledger, as of the event `seq` with this hash."""

    seq: int
    hash: str
    tallies: dict[int, Tally]


def tallies(today: dt.date) -> Mapping[int, Tally]:
    """Of every ledger that has problems, never out of date: what the chain says was written since is counted anew.

    A command sees its own rows, so inside one nothing kept is used.
    """
    head = Head.objects.filter(pk=1).first()
    if running.get() is not None or head is None:
        return _counted(Rectification.objects.all(), today)
    key = f"tallies:{today.isoformat()}"
    told: Kept | None = cache.get(key)
    if told is not None and (told.seq, told.hash) == (head.seq, head.hash):
        return told.tallies
    # The head was read first: what comes in meanwhile is in these counts, and is counted once more the next time.
    touched = _touched_since(told) if told is not None else None
    if told is None or touched is None:
        fresh = _counted(Rectification.objects.all(), today)
    else:
        untouched = {number: tally for number, tally in told.tallies.items() if number not in touched}
        fresh = untouched | _counted(Rectification.objects.filter(ledger__in=touched), today)
    cache.set(key, Kept(head.seq, head.hash, fresh), SECONDS)
    return fresh


def _touched_since(told: Kept) -> set[int] | None:
    """Ledgers with problems written since; None if they are too many, or the chain is another (a restored backup)."""
    if not Event.objects.filter(seq=told.seq, hash=told.hash).exists():
        return None
    # The model is looked at here: beside it the database would take the index by model, for all rows ever written.
    written = list(Seal.objects.filter(event_id__gt=told.seq).values_list("model", "row")[: MOST + 1])
    if len(written) > MOST:
        return None
    rows = {row for model, row in written if model == label(Rectification)}
    return set(Rectification.objects.filter(pk__in=rows).order_by().values_list("ledger", flat=True).distinct())


def _counted(rows: Any, today: dt.date) -> dict[int, Tally]:
    """The tallies of these rows, which are all problems of their ledgers; six queries."""
    counted = count_by_ledger(rows, today)
    ledgers = Ledger.objects.filter(pk__in=counted).values_list("pk", "unit_path", "spec_code", "source")
    return {number: Tally(path, form, source, counted[number]) for number, path, form, source in ledgers}


def count_by_ledger(rows: Any, today: dt.date) -> dict[int, Counts]:
    """Count problems by ledger and state. Four queries, each from an index alone, as `count`."""
    rows = rows.order_by()
    standing = rows.filter(struck_out=False)
    states: dict[int, dict[str, int]] = {}
    for number, state, n in standing.values_list("ledger", "state").annotate(n=Count("*")):
        states.setdefault(number, dict.fromkeys(PROBLEM.states, 0))[state] = n
    overdue, struck, watched = (
        dict(some.values_list("ledger").annotate(n=Count("*")))
        for some in (standing.filter(state__in=NOT_CLOSED, due_on__lt=today), rows.struck(), rows.watched())
    )
    return {
        number: Counts(
            states.get(number) or dict.fromkeys(PROBLEM.states, 0),
            overdue.get(number, 0),
            struck.get(number, 0),
            watched.get(number, 0),
        )
        for number in {*states, *struck}
    }


def count(rows: Any, today: dt.date) -> Counts:
    """Count problems by state. Four queries, each from an index alone: one with a CASE costs five times as much."""
    rows = rows.order_by()
    states = dict(rows.filter(struck_out=False).values_list("state").annotate(n=Count("*")))
    late = rows.filter(struck_out=False, state__in=NOT_CLOSED, due_on__lt=today)
    return Counts(
        {state: states.get(state, 0) for state in PROBLEM.states},
        late.count(),
        rows.struck().count(),
        rows.watched().count(),
    )


def total(counts: Iterable[Counts]) -> Counts:
    """All of these together."""
    states, overdue, struck, watched = dict.fromkeys(PROBLEM.states, 0), 0, 0, 0
    for one in counts:
        overdue, struck, watched = overdue + one.overdue, struck + one.struck, watched + one.watched
        for state, number in one.states.items():
            states[state] += number
    return Counts(states, overdue, struck, watched)
