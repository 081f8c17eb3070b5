"""Which units the tasks of a plan are given to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fajian.campaigns.addressees import Area
from fajian.campaigns.models import Task, TaskUnit
from fajian.engine.plans.schema import Plan
from fajian.engine.plans.schema import Task as Work
from fajian.orgs.models import Unit


def task_units(tasks: Sequence[Task], plan: Plan, area: Area, units: Sequence[Unit]) -> list[TaskUnit]:
    """Each task with those of the units that its words mean, not yet written; the tasks in the order of the plan."""
    own = list({unit.pk: unit for unit in units}.values())
    given = [(task.lead, task.support, task.responsible) for task in plan.tasks]
    meant = area.each((word for parts in given for words in parts for word in words), own)
    return [
        TaskUnit(task=task, unit=unit, part=part)
        for task, parts in zip(tasks, given, strict=True)
        for part, words in zip(("lead", "support", "responsible"), parts, strict=True)
        for unit in {unit.pk: unit for word in words for unit in meant[word]}.values()
    ]


@dataclass(frozen=True, slots=True)
class Astray:
    """A task of the plan with those of its words for units that mean none of the units there are."""

    task: Work
    words: tuple[str, ...]

    @property
    def is_nobodys(self) -> bool:
        """Is it given to no unit at all?"""
        return len(self.words) == len({*self.task.lead, *self.task.support, *self.task.responsible})


def astray(plan: Plan, area: Area, units: Sequence[Unit]) -> list[Astray]:
    """The tasks some of whose words mean none of these units, in the order of the plan: launched, they fall away."""
    out = []
    for task in plan.tasks:
        meant = area.each((*task.lead, *task.support, *task.responsible), units)
        if lost := tuple(word for word, found in meant.items() if not found):
            out.append(Astray(task, lost))
    return out
