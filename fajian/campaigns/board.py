"""任务清单: tasks × units of campaigns, with stage, state and risk; six queries however many rows there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fajian.campaigns.models import OWING, Campaign, Milestone, Progress, Stage, Task, TaskUnit
from fajian.campaigns.risk import OVER, PRESSING, Course, Risk, risk
from fajian.campaigns.workflow import FINISHED, PROGRESS
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope

ORDER = ("-campaign_id", "id")
COLOURS = {"due": "grey", "moving": "blue", "submitted": "yellow", "done": "green", "standing": "green"}


class Stated:
    """Something with a state of PROGRESS."""

    __slots__ = ()

    @property
    def state(self) -> str:
        """By its code."""
        raise NotImplementedError

    @property
    def word(self) -> str:
        """The state as people read it."""
        return PROGRESS.states[self.state]

    @property
    def colour(self) -> str:
        """Of its light."""
        return COLOURS[self.state]


@dataclass(frozen=True, slots=True)
class Share(Stated):
    """One unit's part in a task: the words of its parts, how far it is. `owes`: must be confirmed as done."""

    unit: Unit
    parts: tuple[str, ...]
    progress: Progress | None
    owes: bool
    leads: bool

    @property
    def state(self) -> str:
        """未开始 as long as nothing was written."""
        return self.progress.state if self.progress else "due"


@dataclass(frozen=True, slots=True)
class Row(Stated):
    """One task as this user sees it: the shares in reach, of which `done` of `units` that owe it, `asked` for it.

    Whoever leads the task sees every share. `stage` is where its last day lies.
    """

    task: Task
    stage: str
    shares: tuple[Share, ...]
    units: int
    done: int
    asked: int
    noted_on: dt.date | None
    milestones: tuple[Milestone, ...]
    risk: Risk

    @property
    def state(self) -> str:
        """Of the task as a whole: done when all are, not begun while nobody wrote anything."""
        if self.units and self.done >= self.units:
            return "standing" if self.task.standing else "done"
        if self.asked and self.asked + self.done >= self.units:
            return "submitted"
        return "moving" if self.noted_on else "due"


@dataclass(slots=True)
class _Gathered:
    """What belongs to one task."""

    parts: dict[int, list[TaskUnit]] = field(default_factory=dict)
    progress: dict[int, Progress] = field(default_factory=dict)
    milestones: list[Milestone] = field(default_factory=list)


def rows(tasks: Iterable[Task], user: Any, today: dt.date) -> list[Row]:
    """The tasks as they stand; each must come with its campaign."""
    own = list(tasks)
    found: dict[int, _Gathered] = {task.pk: _Gathered() for task in own}
    parts = list(TaskUnit.objects.filter(task__in=found))
    units = Unit.objects.in_bulk({part.unit_id for part in parts})  # a unit has many tasks
    for part in parts:
        part.unit = units[part.unit_id]
        found[part.task_id].parts.setdefault(part.unit_id, []).append(part)
    for progress in Progress.objects.filter(task__in=found):
        found[progress.task_id].progress[progress.unit_id] = progress
    for milestone in Milestone.objects.filter(task__in=found):
        found[milestone.task_id].milestones.append(milestone)
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.filter(campaign__in={task.campaign_id for task in own}):
        stages.setdefault(stage.campaign_id, []).append(stage)
    scope = domain_scope(user)
    return [_row(task, found[task.pk], stages.get(task.campaign_id, []), scope.covers, today) for task in own]


def _row(task: Task, found: _Gathered, stages: list[Stage], covers: Any, today: dt.date) -> Row:
    shares = [
        Share(
            parts[0].unit,
            tuple(dict.fromkeys(part.get_part_display() for part in parts)),
            found.progress.get(unit),
            owes=any(part.part in OWING for part in parts),
            leads=any(part.part == "lead" for part in parts),
        )
        for unit, parts in found.parts.items()
    ]
    if not any(share.leads and covers(share.unit.path) for share in shares):
        shares = [share for share in shares if covers(share.unit.path)]
    owing = [share for share in shares if share.owes]
    noted = [share.progress.noted_on for share in shares if share.progress and share.progress.noted_on]
    course = Course(
        due_on=task.due_on,
        since=began(task.campaign, today),
        units=len(owing),
        done=sum(share.state in FINISHED for share in owing),
        asked=sum(share.state == "submitted" for share in owing),
        noted_on=max(noted, default=None),
        standing=task.standing,
        milestones=[(one.title, one.due_on) for one in found.milestones if one.is_open],
    )
    return Row(
        task=task,
        stage=stage_of(task, stages),
        shares=tuple(shares),
        units=course.units,
        done=course.done,
        asked=course.asked,
        noted_on=course.noted_on,
        milestones=tuple(found.milestones),
        risk=risk(course, today) if task.campaign.state == "running" else Risk(OVER),
    )


def began(campaign: Campaign, today: dt.date) -> dt.date:
    """The day the campaign was launched here, or the first day of the plan where that is later and has come."""
    launched = timezone.localdate(campaign.recorded_at)
    planned = campaign.from_on or launched
    return planned if launched < planned <= today else launched


def stage_of(task: Task, stages: Iterable[Stage]) -> str:
    """The stage in which the task's last day lies; "" for a task without a day, or outside all stages."""
    if task.due_on is None:
        return ""
    for stage in stages:
        if (stage.from_on is None or stage.from_on <= task.due_on) and stage.to_on and task.due_on <= stage.to_on:
            return stage.title
    return ""


def narrowed(found: Iterable[Row], query: Mapping[str, Any]) -> list[Row]:
    """The rows the filters leave; a filter that is empty leaves all."""
    asked = {name: value for name, value in query.items() if value}
    return [row for row in found if all(fits(row, name, value) for name, value in asked.items())]


def fits(row: Row, name: str, value: Any) -> bool:
    """Does the row pass this filter? The campaign is chosen before rows are read."""
    match name:
        case "stage":
            return bool(row.stage == value)
        case "lead":
            return bool(value in row.task.lead.split("、"))
        case "unit":
            return any(share.unit.pk == value.pk for share in row.shares)
        case "state":
            return row.state == value or any(share.state == value for share in row.shares)
        case "risk":
            return row.risk.level in PRESSING if value == "any" else row.risk.level == value
        case _:
            return True


def shared_in(user: Any, campaigns: Any) -> Any:
    """Tasks of these campaigns, those of the newest first; of units those they share in."""
    found = Task.objects.filter(campaign__in=campaigns)
    if user.role in UNIT:
        found = found.filter(pk__in=TaskUnit.objects.visible_to(user).values("task"))
    return found.select_related("campaign__unit").order_by(*ORDER)


def of_user(user: Any, today: dt.date, *, also: str = "") -> list[Row]:
    """Tasks of the running campaigns in reach as the user sees them, and of the one of number `also`, even if over."""
    wanted = Q(state="running")
    if also.isdecimal():
        wanted |= Q(pk=also)
    campaigns = Campaign.objects.visible_to(user).filter(wanted)
    return rows(shared_in(user, campaigns), user, today)
