"""量化目标: what the plan wants measured, and the actual number where this system has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, F, Q

from fajian import content
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.editing import standing
from fajian.campaigns.marks import Mark, marks
from fajian.campaigns.models import OWING, Campaign, Duty, Progress, Task, TaskUnit
from fajian.campaigns.workflow import FINISHED, OWED
from fajian.ledgers.models import Rectification


@dataclass(frozen=True, slots=True)
class Actual:
    """`done` of `of`; the share in percent, null where nothing is to be counted yet."""

    done: int
    of: int

    @property
    def percent(self) -> float | None:
        """To one decimal, rounded down: 99.96 is not 100."""
        return self.done * 1000 // self.of / 10 if self.of else None


@dataclass(frozen=True, slots=True)
class Measured:
    """One target of the plan beside its actual number; `actual` is null where this system does not hold the data."""

    text: str
    wanted: float
    unit: str
    counted: str
    actual: Actual | None

    @property
    def is_met(self) -> bool | None:
        """Null where nothing can be said."""
        percent = self.actual.percent if self.actual else None
        return None if percent is None else percent >= self.wanted


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a target, and what is counted for it; content/campaigns/targets.yaml."""

    words: tuple[str, ...]
    count: str
    says: str


@cache
def wordings() -> tuple[Wording, ...]:
    """In the order of the file."""
    rows = content.read("campaigns", "targets.yaml")
    return tuple(Wording(tuple(row["words"]), row["count"], row["says"]) for row in rows)


def is_measurable(task: Task) -> bool:
    """Does the plan state a number in this task's own words? Only then has a percentage a meaning.

    A task's words run from its heading to the next task or stage.
    """
    document = task.campaign.document
    found = marks(document.text, document.plan)
    start = next((one.start for one in found if one.kind == "task" and _at(document.text, one) == task.quote), None)
    if start is None:
        return False
    end = min((one.start for one in found if one.kind in ("task", "stage") and one.start > start), default=None)
    return any(one.kind == "target" and one.start >= start and (end is None or one.start < end) for one in found)


def _at(text: str, mark: Mark) -> str:
    return text[mark.start : mark.end]


def measured(campaign: Campaign, user: Any, today: dt.date) -> list[Measured]:
    """The targets of the plan with the actual numbers of the units in the user's scope; a query for each kind."""
    known: dict[str, Actual] = {}
    found = []
    for target in standing(campaign.document).plan.targets:
        wording = next((one for one in wordings() if any(word in target.text for word in one.words)), None)
        if wording and wording.count not in known:
            known[wording.count] = COUNTERS[wording.count](campaign, user, today)
        actual = known[wording.count] if wording else None
        found.append(Measured(target.text, target.number, target.unit, wording.says if wording else "", actual))
    return found


def _rectified(campaign: Campaign, user: Any, today: dt.date) -> Actual:
    rows = Rectification.objects.visible_to(user).standing().filter(of_campaign(campaign, "ledger__"))
    found = rows.order_by().aggregate(of=Count("pk"), done=Count("pk", filter=Q(state="closed")))
    return Actual(found["done"], found["of"])


def _duties(campaign: Campaign, user: Any, today: dt.date, done: Q) -> Actual:
    """Of those whose day has come."""
    rows = Duty.objects.visible_to(user).filter(campaign=campaign, due_on__lte=today)
    found = rows.order_by().aggregate(of=Count("pk"), done=Count("pk", filter=done))
    return Actual(found["done"], found["of"])


def _returned(campaign: Campaign, user: Any, today: dt.date) -> Actual:
    return _duties(campaign, user, today, ~Q(state__in=OWED))


def _on_time(campaign: Campaign, user: Any, today: dt.date) -> Actual:
    return _duties(campaign, user, today, ~Q(state__in=OWED) & Q(handed_in_at__date__lte=F("due_on")))


def _tasks(campaign: Campaign, user: Any, today: dt.date) -> Actual:
    rows = TaskUnit.objects.visible_to(user).filter(task__campaign=campaign, part__in=OWING)
    pairs = set(rows.values_list("task", "unit"))
    done = Progress.objects.visible_to(user).filter(task__campaign=campaign, state__in=FINISHED)
    return Actual(len(pairs & set(done.values_list("task", "unit"))), len(pairs))


COUNTERS: Mapping[str, Callable[[Campaign, Any, dt.date], Actual]] = {
    "rectified": _rectified,
    "returned": _returned,
    "on_time": _on_time,
    "tasks": _tasks,
}
