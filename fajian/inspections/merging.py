"""Filed plans of an area as the planner takes them, and its proposal as it is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian import content
from fajian.engine.planning import model
from fajian.engine.planning.model import Bounds, Proposal, Visit
from fajian.engine.planning.propose import reason
from fajian.inspections.foresight import cap_of, credit_of, open_days, planned
from fajian.inspections.models import Joint, Plan, PlanTarget
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Problem:
    """The planner's input, and how to call what comes out."""

    plans: tuple[model.Plan, ...]
    bounds: Bounds
    names: dict[str, str]  # of businesses by code
    titles: dict[str, str]  # of plans by number
    units: dict[str, str]  # of agencies by number


def problem(plans: Sequence[Plan], office: Unit, today: dt.date) -> Problem:
    """Of filed plans: from today on, under the caps of each unit, the grades' bounds, quiet days and officers.

    A business kept by several units is one, by its code; of several grades the worse counts.
    """
    rows = list(PlanTarget.objects.filter(plan__in=plans, left_out=False).select_related("target"))
    by_plan: dict[int, list[str]] = {plan.pk: [] for plan in plans}
    names, grades, risks = dict[str, str](), dict[str, str](), dict[tuple[str, str], str]()
    for row in rows:
        code, unit = row.target.uscc, str(row.unit_id)
        by_plan[row.plan_id].append(code)
        names.setdefault(code, row.target.name)
        grades[code] = max(grades.get(code, ""), row.target.credit)
        risks[unit, code] = row.target.risk
    first, last = max(today, min(one.from_on for one in plans)), max(one.to_on for one in plans)
    everywhere = [set(open_days(unit, first, last)) for unit in {office, *(one.unit for one in plans)}]
    gone = arranged(plans, office)
    bands = credit_of(grades, today)
    found = tuple(
        model.Plan(str(one.pk), str(one.unit_id), _subject(one), one.from_on, one.to_on, tuple(by_plan[one.pk]))
        for one in plans
    )
    return Problem(
        found,
        Bounds(
            open_days=tuple(sorted(set.intersection(*everywhere))),  # quiet nowhere
            left=_left(plans, risks),
            most={
                code: max(most - gone[code], 0)
                for code, grade in grades.items()
                if (most := bands[code].visits if code in bands else most_of(grade)) is not None
            },
            pairs={str(unit): count for unit, count in _pairs(plans).items()},
        ),
        names,
        {str(one.pk): one.title for one in plans},
        {str(one.unit_id): one.unit.name for one in plans},
    )


def most_of(grade: str) -> int | None:
    """Visits a year by all units together, by credit grade; None where it is not bounded."""
    found: int | None = content.read("inspections", "planning.yaml")["most_by_credit"].get(grade or "未定")
    return found


def _subject(plan: Plan) -> str:
    items = plan.named_items()
    return items[0].subject if items else ""


def _pairs(plans: Sequence[Plan]) -> dict[int, int]:
    """Groups a unit can send out on a day: the most one of its plans names, for they are the same people."""
    found: dict[int, int] = {}
    for one in plans:
        found[one.unit_id] = max(found.get(one.unit_id, 0), one.pairs)
    return found


def arranged(plans: Sequence[Plan], office: Unit) -> Counter[str]:
    """Visits of the year that stand already: of joint plans adopted in the area, and of plans that are in none."""
    year, gone = plans[0].from_on.year, Counter[str]()
    merged = {one.pk for one in plans}
    adopted = Joint.objects.of_subtree(office.area_path).filter(state__in=("adopted", "filed"))
    for numbers, visits in adopted.values_list("plans", "visits"):
        if merged.isdisjoint(numbers):
            merged.update(numbers)
            gone.update(one["uscc"] for one in visits if one["day"].startswith(f"{year}-"))
    alone = planned(year).of_subtree(office.area_path).filter(plan__state__in=("approved", "filed"))
    gone.update(alone.exclude(plan__in=merged).values_list("target__uscc", flat=True))
    return gone


def _left(plans: Sequence[Plan], risks: dict[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    """How often a unit may still go there this year, its other approved plans taken off."""
    year = plans[0].from_on.year
    caps = {str(unit.pk): cap_of(unit, year) for unit in {one.unit for one in plans}}
    other = planned(year).exclude(plan__in=plans).filter(plan__state__in=("approved", "filed"))
    other = other.filter(plan__unit__in={one.unit_id for one in plans})
    gone: dict[tuple[str, str], int] = {}
    for unit, code in other.values_list("plan__unit", "target__uscc"):
        gone[str(unit), code] = gone.get((str(unit), code), 0) + 1
    left = {}
    for (unit, code), risk in risks.items():
        most = caps[unit].get(risk, caps[unit].get(""))
        if most is not None:
            left[unit, code] = max(most - gone.get((unit, code), 0), 0)
    return left


def kept(given: Problem, made: Proposal) -> dict[str, Any]:
    """The proposal as JSON: visits by day, what is unplanned, the figures."""
    days = given.bounds.open_days
    return {
        "visits": [_visit(given, visit, days) for visit in made.visits],
        "unplanned": [
            {"uscc": one.task.target, "name": given.names[one.task.target], "plan": given.titles[one.task.plan],
             "unit": given.units[one.task.agency], "why": one.why}
            for one in made.unplanned
        ],
        "figures": {
            "tasks": made.tasks, "visits": len(made.visits), "saved": made.saved, "bound": made.bound,
            "unplanned": len(made.unplanned), "exact": made.exact, "targets": made.targets,
        },
    }  # fmt: skip


def _visit(given: Problem, visit: Visit, days: Sequence[dt.date]) -> dict[str, Any]:
    return {
        "uscc": visit.target,
        "name": given.names[visit.target],
        "day": days[visit.day].isoformat(),
        "plans": [int(task.plan) for task in visit.tasks],
        "titles": [given.titles[task.plan] for task in visit.tasks],
        "units": [given.units[agency] for agency in visit.agencies],
        "why": reason(visit, days),
    }
