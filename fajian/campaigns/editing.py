"""What a plan says now: the machine's reading, the answers to its doubts, and what people changed besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fajian.campaigns import answers
from fajian.campaigns.marks import KINDS
from fajian.campaigns.models import PlanDocument
from fajian.engine.plans.changes import same
from fajian.engine.plans.columns import SECTIONS, named
from fajian.engine.plans.schema import Plan, Task

ADDED, CHANGED = "人工补充", "人工修改"


@dataclass(frozen=True, slots=True)
class Struck:
    """Something that was read and that people struck: its section, its place in the reading, its name."""

    section: str
    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan as it stands; by anchor the notes of settled doubts and what people did; what they struck."""

    plan: Plan
    notes: Mapping[str, tuple[str, ...]]
    by_hand: Mapping[str, str]
    struck: tuple[Struck, ...] = ()


def reading(row: PlanDocument) -> answers.Settled:
    """The machine's reading with the answers taken in."""
    return answers.settled(row.plan, answers.read(row.settled))


def standing(row: PlanDocument) -> Standing:
    """What the plan says now."""
    read = reading(row)
    if not row.is_edited:
        return Standing(read.plan, read.notes, {})
    plan = replace(row.versions.get(number=row.latest).plan, doubts=read.plan.doubts)
    notes = {anchor: lines for anchor, lines in read.notes.items() if anchor.partition("-")[0] not in KINDS.values()}
    by_hand: dict[str, str] = {}
    struck: list[Struck] = []
    for section, old, new in _moved(read.plan, plan):
        kind = KINDS[section]
        if old is None:
            by_hand[f"{kind}-{new}"] = ADDED
        elif new is None:
            struck.append(Struck(section, old, named(getattr(read.plan, section)[old])))
        else:
            if getattr(read.plan, section)[old] != getattr(plan, section)[new]:
                by_hand[f"{kind}-{new}"] = CHANGED
            if lines := read.notes.get(f"{kind}-{old}"):
                notes[f"{kind}-{new}"] = lines
    return Standing(plan, notes, by_hand, tuple(struck))


def _moved(read: Plan, plan: Plan) -> Iterator[tuple[str, int | None, int | None]]:
    """(section, place in the reading, place now) of every element; None where it does not stand."""
    for section in SECTIONS:
        before = getattr(read, section.name)
        of = same(before, getattr(plan, section.name))
        for place in range(len(getattr(plan, section.name))):
            yield section.name, of.get(place), place
        for place in sorted(set(range(len(before))) - set(of.values())):
            yield section.name, place, None


# ── one change ───────────────────────────────────────────────────────────────────────────────────────────────────────


def put(plan: Plan, section: str, place: int | None, element: Any) -> Plan:
    """The plan with this element at its place; without a place at the end of its list."""
    rows = list(getattr(plan, section))
    if place is None:
        rows.append(element)
    else:
        rows[place] = element
    return _with(plan, section, rows)


def without(plan: Plan, section: str, place: int) -> Plan:
    """The plan without this element."""
    rows = list(getattr(plan, section))
    del rows[place]
    return _with(plan, section, rows)


def put_back(plan: Plan, read: Plan, section: str, place: int) -> Plan:
    """The plan with an element of the reading that was struck, behind the one it followed there."""
    rows = list(getattr(plan, section))
    stands = {old: new for new, old in same(getattr(read, section), rows).items()}
    ahead = [stands[old] for old in range(place) if old in stands]
    rows.insert(ahead[-1] + 1 if ahead else 0, getattr(read, section)[place])
    return _with(plan, section, rows)


def _with(plan: Plan, section: str, rows: list[Any]) -> Plan:
    values: dict[str, Any] = {section: tuple(rows)}
    return replace(plan, **values)


def quotes(plan: Plan) -> frozenset[str]:
    """Every run of the document that the plan quotes."""
    elements = [element for section in SECTIONS for element in getattr(plan, section.name)]
    rows = [due for element in elements if isinstance(element, Task) for due in element.due]
    return frozenset(one.quote for one in [*elements, *rows, *([plan.period] if plan.period else [])] if one.quote)
