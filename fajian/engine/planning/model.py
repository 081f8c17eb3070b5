"""What is planned: the tasks of plans, the bounds they are under, the visits that come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Target = str
Agency = str


@dataclass(frozen=True, slots=True)
class Plan:
    """One agency's plan: from `from_on` to `to_on`, both included, every one of `targets` is inspected once.

    `subject` is the field its items belong to: plans of one subject may share a visit (事项相近); "" shares with none.
    """

    number: str
    agency: Agency
    subject: str
    from_on: dt.date
    to_on: dt.date
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no proposal may go beyond.

    `open_days`: working days on which businesses may be visited (no quiet days), in order. `left`: how often an agency
    may still visit a target this year; not named, as often as it likes. `most`: how often a target may be visited by
    all together (by its credit grade). `pairs`: visits an agency has officers for on one day. `items`: plans one visit
    can carry.
    """

    open_days: tuple[dt.date, ...]
    left: Mapping[tuple[Agency, Target], int] = field(default_factory=dict)
    most: Mapping[Target, int] = field(default_factory=dict)
    pairs: Mapping[Agency, int] = field(default_factory=dict)
    items: int = 6


@dataclass(frozen=True, slots=True)
class Task:
    """A plan at one target; `first`, `last` are places in Bounds.open_days, both included."""

    plan: str
    agency: Agency
    subject: str
    target: Target
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Tasks at one target done together; `first`, `last` is the time all of them leave open, `day` the place chosen."""

    target: Target
    tasks: tuple[Task, ...]
    first: int
    last: int
    day: int = -1

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Whose officers go, each once."""
        return tuple(dict.fromkeys(task.agency for task in self.tasks))


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A task that has no visit, and why."""

    task: Task
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Visits with their days, what could not be planned, how many visits single plans would make.

    `bound`: no proposal that carries out as many tasks needs fewer visits; `exact`, how many targets are proven to
    have the fewest, out of `targets`.
    """

    visits: tuple[Visit, ...]
    unplanned: tuple[Unplanned, ...]
    tasks: int
    bound: int
    targets: int
    exact: int

    @property
    def saved(self) -> int:
        """Visits that businesses are spared."""
        return self.tasks - len(self.unplanned) - len(self.visits)


def visit_of(target: Target, tasks: list[Task]) -> Visit:
    """The tasks as one visit; ValueError where they leave no time in common."""
    first, last = max(task.first for task in tasks), min(task.last for task in tasks)
    if first > last:
        raise ValueError(f"{target}: no day in common")
    return Visit(target, tuple(tasks), first, last)
