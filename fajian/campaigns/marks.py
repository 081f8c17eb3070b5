"""The plan's text with every element's quotation marked, cut into pieces a page can show one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fajian.engine.plans.schema import Doubt, Plan, Task

KINDS = {
    "stages": "stage", "tasks": "task", "duties": "duty", "annexes": "annex", "problems": "problem",
    "contacts": "contact", "bases": "basis", "groups": "group", "targets": "target",
    "rule_deadlines": "term", "doubts": "doubt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """text[start:end] is what the element with this anchor rests on."""

    anchor: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """stage, task, duty …"""
        return self.anchor.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `begins` are the anchors whose quotation begins here; `to` the element it leads to, "" = none."""

    text: str
    begins: tuple[str, ...]
    to: str
    doubtful: bool

    @property
    def kind(self) -> str:
        """stage, task, duty … of the element it leads to."""
        return self.to.partition("-")[0]


def marks(text: str, plan: Plan) -> list[Mark]:
    """Where each element stands. Elements of one kind come in the order of the text, so a quote that stands there
    several times is sought behind the one before; what is not found (an annex of another file) has no mark."""
    found: list[Mark] = []
    if plan.period:
        found += _find(text, "period-0", [plan.period.quote], 0)
    for name, kind in KINDS.items():
        behind = 0
        for i, element in enumerate(getattr(plan, name)):
            here = _find(text, f"{kind}-{i}", _quotes(element), behind)
            found += here
            behind = here[0].start if here else behind
    return found


def _quotes(element: Any) -> list[str]:
    """The element's own quotation first, then those of its time limits."""
    limits = element.due if isinstance(element, Task) else ()
    return [element.quote, *(due.quote for due in limits)]


def _find(text: str, anchor: str, quotes: Iterable[str], behind: int) -> list[Mark]:
    found: list[Mark] = []
    for quote in filter(None, quotes):
        start = text.find(quote, found[0].start if found else behind)
        start = text.find(quote) if start < 0 else start
        if start >= 0:
            found.append(Mark(anchor, start, start + len(quote)))
    return found


def pieces(text: str, found: Sequence[Mark], open_doubts: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """The whole text in pieces; where quotations overlap the shortest one has the link, a doubt before all others.

    `open_doubts`: anchors of doubts that nobody has settled.
    """
    starts: dict[int, list[Mark]] = {}
    for mark in found:
        starts.setdefault(mark.start, []).append(mark)
    active: list[Mark] = []
    told: set[str] = set()
    cuts = sorted({0, len(text), *starts, *(mark.end for mark in found)})
    for here, there in pairwise(cuts):
        active = [mark for mark in active if mark.end > here] + starts.get(here, [])
        fresh = tuple(dict.fromkeys(mark.anchor for mark in starts.get(here, ()) if mark.anchor not in told))
        told.update(fresh)
        to = min(active, key=lambda mark: (mark.anchor not in open_doubts, mark.end - mark.start), default=None)
        doubtful = any(mark.anchor in open_doubts for mark in active)
        yield Piece(text[here:there], fresh, to.anchor if to else "", doubtful)


def doubt_anchor(place: int) -> str:
    """Of the doubt at this place."""
    return f"doubt-{place}"


def is_open(doubts: Sequence[Doubt], settled: Iterable[int]) -> frozenset[str]:
    """Anchors of the doubts nobody has settled."""
    done = set(settled)
    return frozenset(doubt_anchor(place) for place in range(len(doubts)) if place not in done)
