"""The proposal of joint visits, what a greedy planner makes of the same plans, and why tasks were put together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from fajian.engine.planning.days import Room, placed
from fajian.engine.planning.grouping import Grouped, group, visits_of
from fajian.engine.planning.model import Agency, Bounds, Plan, Proposal, Target, Task, Unplanned, Visit
from fajian.engine.planning.tasks import AtTarget, opened_out

CAPPED = "本年度对该企业的检查次数已到上限，请另行安排或者改用书面、信息共享等方式核查。"


def propose(plans: Sequence[Plan], bounds: Bounds) -> Proposal:
    """The fewest visits that carry the plans out under the bounds, with a day each.

    Which tasks go together is decided for each target by itself; targets that are alike are solved once. Days are
    decided for all together, since officers are shared. What cannot be planned is told with its reason.
    """
    targets, unplanned = opened_out(plans, bounds)
    known: dict[tuple[object, ...], Grouped] = {}
    visits, bound, exact = list[Visit](), 0, 0
    for at in targets:
        grouped = known.get(at.shape)
        if grouped is None:
            grouped = known[at.shape] = group(at)
        visits += visits_of(at, grouped)
        unplanned += [Unplanned(task, CAPPED) for task in _own(at, grouped)]
        bound, exact = bound + grouped.bound, exact + grouped.exact
    done, over = placed(visits, bounds.pairs, len(bounds.open_days), bounds.most)
    tasks = sum(len(plan.targets) for plan in plans)
    done.sort(key=lambda visit: (visit.day, visit.target))
    # What no officer has time for need not be visited: so many visits fewer may be enough.
    lost = len({(one.task.target, one.task.plan) for one in over})
    return Proposal(tuple(done), (*unplanned, *over), tasks, max(bound - lost, 0), len(targets), exact)


def greedy(plans: Sequence[Plan], bounds: Bounds) -> Proposal:
    """Plan after plan, each task into the first visit it can join, else a new one on the first day with room."""
    targets, unplanned = opened_out(plans, bounds)
    room, done = Room(bounds.pairs), list[Visit]()
    for at in targets:
        visits, went = list[Visit](), defaultdict[Agency, int](int)
        for task in sorted(at.tasks, key=lambda one: (one.first, one.plan)):
            joined = next((place for place, visit in enumerate(visits) if _joins(visit, task, room, bounds)), None)
            if joined is not None and (_is_there(visits[joined], task) or _may_go(at, went, task)):
                if not _is_there(visits[joined], task):
                    went[task.agency] += 1
                    room.taken[task.agency, visits[joined].day] += 1
                old = visits[joined]
                visits[joined] = Visit(old.target, (*old.tasks, task), old.first, old.last, old.day)
                continue
            alone = Visit(at.target, (task,), task.first, task.last)
            may = _may_go(at, went, task) and (at.most is None or len(visits) < at.most)
            found = room.placed(alone, range(task.first, task.last + 1)) if may else None
            if found is None:
                unplanned.append(Unplanned(task, CAPPED))
            else:
                went[task.agency] += 1
                visits.append(found)
        done += visits
    tasks = sum(len(plan.targets) for plan in plans)
    return Proposal(tuple(done), tuple(unplanned), tasks, 0, len(targets), 0)


def _joins(visit: Visit, task: Task, room: Room, bounds: Bounds) -> bool:
    alike = bool(task.subject) and visit.tasks[0].subject == task.subject and len(visit.tasks) < bounds.items
    free = _is_there(visit, task) or room.left(Visit(visit.target, (task,), visit.day, visit.day), visit.day) > 0
    return alike and task.first <= visit.day <= task.last and free


def _is_there(visit: Visit, task: Task) -> bool:
    return task.agency in visit.agencies


def _may_go(at: AtTarget, went: dict[Agency, int], task: Task) -> bool:
    return went[task.agency] < at.left.get(task.agency, went[task.agency] + 1)


def _own(at: AtTarget, grouped: Grouped) -> list[Task]:
    plans = {task.plan for task in grouped.left_out}
    return [task for task in at.tasks if task.plan in plans]


def reason(visit: Visit, open_days: Sequence[dt.date]) -> str:
    """Why these tasks are one visit; "" for a single task."""
    if len(visit.tasks) < 2:
        return ""
    first, last = open_days[visit.first], open_days[visit.last]
    return (
        f"主体相同；{len(visit.tasks)}项计划的事项同属“{visit.tasks[0].subject}”；"
        f"时间都包含{first.month}月{first.day}日至{last.month}月{last.day}日；{len(visit.tasks)}次并为一次。"
    )


def broken(proposal: Proposal, bounds: Bounds) -> list[str]:
    """Bounds the proposal goes beyond, a line each: none, or the planner has a fault."""
    lines = []
    went, sent = defaultdict[tuple[Agency, Target], int](int), defaultdict[tuple[Agency, int], int](int)
    came = defaultdict[Target, int](int)
    for visit in proposal.visits:
        came[visit.target] += 1
        if any(not task.first <= visit.day <= task.last for task in visit.tasks):
            lines.append(f"{visit.target}：{visit.day} 不在计划时间内")
        if len(visit.tasks) > bounds.items or len({task.subject for task in visit.tasks}) > 1:
            lines.append(f"{visit.target}：不能合并的合并了")
        for agency in visit.agencies:
            went[agency, visit.target] += 1
            sent[agency, visit.day] += 1
    lines += [f"{one}：超过年度上限" for one, left in bounds.left.items() if went[one] > left]
    lines += [f"{one}：超过总上限" for one, most in bounds.most.items() if came[one] > most]
    lines += [f"{one}：超过人员数" for one, count in sent.items() if count > bounds.pairs.get(one[0], count)]
    return lines
