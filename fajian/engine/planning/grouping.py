"""Which tasks of one target share a visit: the fewest visits, first by a rule of thumb, proven or improved by a solver.

Tasks of one subject whose time overlaps may share one. Taking the earliest deadline and everything it can carry along
is the best there is where nothing but time counts; caps can make another grouping better, and then CP-SAT decides.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from fajian.engine.planning.model import Task, Visit, visit_of
from fajian.engine.planning.tasks import AtTarget

Carried = dict[tuple[int, int], Any]
SECONDS = 5.0  # of the solver for one target; it needs some milliseconds


@dataclass(frozen=True, slots=True)
class Grouped:
    """Tasks by visit, those left out, and the fewest visits that carry out as many tasks, `exact` if that is proven."""

    visits: tuple[tuple[Task, ...], ...]
    left_out: tuple[Task, ...]
    bound: int
    exact: bool


def group(at: AtTarget) -> Grouped:
    """The fewest visits of a target that carry out the most tasks its caps allow."""
    visits = _earliest_deadline(at)
    bound = _bound(at)
    if _within_caps(at, visits) and len(visits) == bound:
        return Grouped(tuple(map(tuple, visits)), (), bound, True)
    return _solved(at)


def _earliest_deadline(at: AtTarget) -> list[list[Task]]:
    """A visit at the earliest deadline takes along every task of its subject that is open then, as many as it holds."""
    visits: list[list[Task]] = []
    waiting = list(at.tasks)
    while waiting:
        due = waiting[0]
        fits = [one for one in waiting if one is due or (due.subject and one.subject == due.subject)]
        taken = [one for one in fits if one.first <= due.last][: at.items]
        visits.append(taken)
        waiting = [one for one in waiting if one not in taken]
    return visits


def _bound(at: AtTarget) -> int:
    """No grouping of all tasks has fewer visits: by subject, tasks that exclude each other, or as many as one holds."""
    total = 0
    for subject in {task.subject for task in at.tasks}:
        of_subject = [task for task in at.tasks if task.subject == subject]
        if not subject:
            total += len(of_subject)
            continue
        apart, end = 0, -1
        for task in of_subject:  # by deadline: each that begins behind the last chosen one is apart from all before
            if task.first > end:
                apart, end = apart + 1, task.last
        total += max(apart, math.ceil(len(of_subject) / at.items))
    return total


def _within_caps(at: AtTarget, visits: list[list[Task]]) -> bool:
    counted = Counter(agency for visit in visits for agency in {task.agency for task in visit})
    return all(counted[agency] <= left for agency, left in at.left.items()) and (
        at.most is None or len(visits) <= at.most
    )


def _solved(at: AtTarget) -> Grouped:
    """By CP-SAT: first as many tasks as the caps allow, then the fewest visits.

    A visit is named by the first of its tasks: `carried[task, first]`, so that no grouping is looked at twice.
    """
    from ortools.sat.python import cp_model  # heavy: only where planning is done

    model: Any = cp_model.CpModel()
    places = range(len(at.tasks))
    carried: Carried = {
        (place, first): model.new_bool_var("")
        for place in places
        for first in range(place + 1)
        if first == place or _may_share(at.tasks[place], at.tasks[first])
    }
    for place, first in carried:
        model.add_implication(carried[place, first], carried[first, first])
        for other in range(first + 1, place):
            if (other, first) in carried and not _may_share(at.tasks[place], at.tasks[other]):
                model.add_bool_or(carried[place, first].negated(), carried[other, first].negated())
    for place in places:
        model.add_at_most_one(there for (one, _), there in carried.items() if one == place)
        model.add(sum(there for (_, first), there in carried.items() if first == place) <= at.items)
    _cap(at, model, carried)
    used = sum(carried[place, place] for place in places)
    model.maximize(sum(carried.values()) * (len(at.tasks) + 1) - used)
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):  # out of time: nothing is claimed
        return Grouped((), at.tasks, 0, False)
    found: dict[int, list[Task]] = {}
    for (place, first), there in carried.items():
        if solver.value(there):
            found.setdefault(first, []).append(at.tasks[place])
    inside = {task for visit in found.values() for task in visit}
    exact = status == cp_model.OPTIMAL
    out = tuple(task for task in at.tasks if task not in inside)
    return Grouped(tuple(map(tuple, found.values())), out, len(found) if exact else 0, exact)


def _may_share(one: Task, other: Task) -> bool:
    """One subject, and a day in common; intervals that overlap in pairs have one in common all together."""
    alike = bool(one.subject) and one.subject == other.subject
    return alike and one.first <= other.last and other.first <= one.last


def _cap(at: AtTarget, model: Any, carried: Carried) -> None:
    """What an agency may still do at the target, and all together."""
    places = range(len(at.tasks))
    for agency, left in at.left.items():
        goes = []
        for first in places:
            own = [var for (place, one), var in carried.items() if one == first and at.tasks[place].agency == agency]
            if own:
                goes.append(model.new_bool_var(""))
                model.add_max_equality(goes[-1], own)
        model.add(sum(goes) <= left)
    if at.most is not None:
        model.add(sum(carried[place, place] for place in places) <= at.most)


def visits_of(at: AtTarget, grouped: Grouped) -> list[Visit]:
    """The grouping of a target like this one, as its own visits."""
    own = {task.plan: task for task in at.tasks}
    return [visit_of(at.target, [own[task.plan] for task in visit]) for visit in grouped.visits]
