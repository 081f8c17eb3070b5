"""Which day each visit is on: agencies have officers for so many visits a day, and share them over all targets.

Whole weeks first, by CP-SAT over visits that are alike (same agencies, same time); then days inside the week, each on
the emptiest. What a full week leaves over goes to any day with room, or is split again by agency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fajian.engine.planning.model import Agency, Target, Task, Unplanned, Visit

WEEK = 5  # open days
SECONDS = 20.0
NO_OFFICERS = "期间内每天都已排满，检查人员不够，请增加人员或者延长计划时间。"
Kind = tuple[tuple[Agency, ...], int, int]


@dataclass
class Room:
    """How many visits each agency can still make on each day; an agency without a quota has room always."""

    pairs: Mapping[Agency, int]
    taken: dict[tuple[Agency, int], int] = field(default_factory=lambda: defaultdict(int))

    def left(self, visit: Visit, day: int) -> int:
        """Of the agency that has least."""
        quotas = [self.pairs[one] - self.taken[one, day] for one in visit.agencies if one in self.pairs]
        return min(quotas, default=1_000_000 - sum(self.taken[one, day] for one in visit.agencies))

    def placed(self, visit: Visit, days: Iterable[int]) -> Visit | None:
        """On the emptiest of these days, the earliest of several; None where there is no room."""
        best = max(days, key=lambda day: (self.left(visit, day), -day), default=None)
        if best is None or self.left(visit, best) < 1:
            return None
        for agency in visit.agencies:
            self.taken[agency, best] += 1
        return replace(visit, day=best)


def placed(
    visits: Sequence[Visit], pairs: Mapping[Agency, int], days: int, most: Mapping[Target, int]
) -> tuple[list[Visit], list[Unplanned]]:
    """(visits with a day, tasks nobody has time for). `days`: how many open days there are."""
    room, done, over = Room(pairs), list[Visit](), list[Visit]()
    weeks = _weeks(visits, pairs, days)
    for visit in sorted(visits, key=lambda one: (one.last - one.first, one.last, one.target)):
        kind = (tuple(sorted(visit.agencies)), visit.first, visit.last)
        week = next((week for week, count in weeks.get(kind, {}).items() if count), None)
        inside = range(0)
        if week is not None:
            weeks[kind][week] -= 1
            inside = range(max(visit.first, week * WEEK), min(visit.last, week * WEEK + WEEK - 1) + 1)
        found = room.placed(visit, inside)
        (done if found else over).append(found or visit)
    counts: dict[Target, int] = defaultdict(int)
    for visit in done:
        counts[visit.target] += 1
    unplanned = []
    for visit in over:
        for part in _parts(visit, room, most.get(visit.target, 1_000_000) - counts[visit.target]):
            if isinstance(part, Visit):
                done.append(part)
                counts[visit.target] += 1
            else:
                unplanned.append(Unplanned(part, NO_OFFICERS))
    return done, unplanned


def _parts(visit: Visit, room: Room, allowed: int) -> Iterable[Visit | Task]:
    """The visit on any day with room; if there is none, each agency by itself as far as the target's cap allows."""
    whole = room.placed(visit, range(visit.first, visit.last + 1)) if allowed > 0 else None
    if whole is not None:
        yield whole
        return
    for agency in visit.agencies:
        own = tuple(task for task in visit.tasks if task.agency == agency)
        part = replace(visit, tasks=own)
        found = room.placed(part, range(visit.first, visit.last + 1)) if allowed > 0 else None
        if found is None:
            yield from own
        else:
            allowed -= 1
            yield found


def _weeks(visits: Sequence[Visit], pairs: Mapping[Agency, int], days: int) -> dict[Kind, dict[int, int]]:
    """How many visits of each kind go into which week, so that the weeks hold as many as they can."""
    from ortools.sat.python import cp_model  # heavy: only where planning is done

    kinds: dict[Kind, int] = defaultdict(int)
    for visit in visits:
        kinds[tuple(sorted(visit.agencies)), visit.first, visit.last] += 1
    model: Any = cp_model.CpModel()
    load: dict[tuple[Agency, int], list[Any]] = defaultdict(list)
    chosen: dict[Kind, dict[int, Any]] = {}
    for kind, count in kinds.items():
        agencies, first, last = kind
        own = {week: model.new_int_var(0, count, "") for week in range(first // WEEK, last // WEEK + 1)}
        chosen[kind] = own
        model.add(sum(own.values()) <= count)
        for week, number in own.items():
            for agency in agencies:
                load[agency, week].append(number)
    for (agency, week), numbers in load.items():
        if agency in pairs:
            model.add(sum(numbers) <= pairs[agency] * min(WEEK, days - week * WEEK))
    model.maximize(sum(number for own in chosen.values() for number in own.values()))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = SECONDS
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}
    return {kind: {week: solver.value(number) for week, number in own.items()} for kind, own in chosen.items()}
