"""Plans opened out into tasks by target, and the bounds of each target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fajian.engine.planning.model import Agency, Bounds, Plan, Target, Task, Unplanned

NO_DAY = "计划期内没有可以入企的工作日（都是休息日或者宁静日），请调整计划时间。"


@dataclass(frozen=True, slots=True)
class AtTarget:
    """One target's part of the problem. Targets that are alike have the same `shape` and the same answer."""

    target: Target
    tasks: tuple[Task, ...]
    left: Mapping[Agency, int]
    most: int | None
    items: int

    @property
    def shape(self) -> tuple[object, ...]:
        """All that decides how it is grouped."""
        tasks = tuple((task.plan, task.first, task.last) for task in self.tasks)
        return tasks, tuple(sorted(self.left.items())), self.most


def opened_out(plans: Sequence[Plan], bounds: Bounds) -> tuple[list[AtTarget], list[Unplanned]]:
    """(targets with their tasks, tasks that have no open day at all)."""
    found: dict[Target, list[Task]] = {}
    never = []
    for plan in plans:
        first = bisect_left(bounds.open_days, plan.from_on)
        last = bisect_right(bounds.open_days, plan.to_on) - 1
        for target in plan.targets:
            task = Task(plan.number, plan.agency, plan.subject, target, first, last)
            if first > last:
                never.append(Unplanned(task, NO_DAY))
            else:
                found.setdefault(target, []).append(task)
    return [_at(target, tasks, bounds) for target, tasks in found.items()], never


def _at(target: Target, tasks: list[Task], bounds: Bounds) -> AtTarget:
    ordered = tuple(sorted(tasks, key=lambda task: (task.last, task.first, task.plan)))
    agencies = {task.agency for task in tasks}
    left = {one: bounds.left[one, target] for one in agencies if (one, target) in bounds.left}
    return AtTarget(target, ordered, left, bounds.most.get(target), bounds.items)
