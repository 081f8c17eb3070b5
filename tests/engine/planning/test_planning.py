"""Joint planning: the fewest visits, every bound kept, what was put together and why, beside a greedy planner."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, product
from random import Random

import pytest

from fajian.engine.planning.grouping import group
from fajian.engine.planning.model import Bounds, Plan, Task
from fajian.engine.planning.propose import CAPPED, broken, greedy, propose, reason
from fajian.engine.planning.tasks import NO_DAY, AtTarget

FIRST = dt.date(2026, 3, 2)
DAYS = tuple(FIRST + dt.timedelta(days=n) for n in range(60) if (FIRST + dt.timedelta(days=n)).weekday() < 5)


def plan(number: str, agency: str, from_: int, to: int, *targets: str, subject: str = "食品安全") -> Plan:
    """`from_`, `to`: places in DAYS."""
    return Plan(number, agency, subject, DAYS[from_], DAYS[to], targets or ("甲",))


def test_what_is_of_one_subject_and_overlaps_is_one_visit_and_says_why() -> None:
    plans = [plan("1", "市监", 0, 9), plan("2", "卫健", 5, 20), plan("3", "城管", 8, 30, subject="市容")]
    made = propose(plans, Bounds(DAYS))
    assert [len(visit.tasks) for visit in sorted(made.visits, key=lambda one: one.target)].count(2) == 1
    assert (len(made.visits), made.saved, made.bound, made.exact) == (2, 1, 2, 1)
    joint = next(visit for visit in made.visits if len(visit.tasks) == 2)
    assert 5 <= joint.day <= 9
    assert reason(joint, DAYS) == "主体相同；2项计划的事项同属“食品安全”；时间都包含3月9日至3月13日；2次并为一次。"
    assert [reason(visit, DAYS) for visit in made.visits if len(visit.tasks) == 1] == [""]
    assert broken(made, Bounds(DAYS)) == []


def test_plans_of_no_subject_or_without_a_day_in_common_stay_apart() -> None:
    apart = [plan("1", "市监", 0, 4), plan("2", "卫健", 5, 9)]
    alone = [plan("1", "市监", 0, 9, subject=""), plan("2", "卫健", 0, 9, subject="")]
    assert [propose(plans, Bounds(DAYS)).saved for plans in (apart, alone)] == [0, 0]


def test_no_visit_falls_on_a_quiet_day_and_a_plan_of_quiet_days_only_is_told() -> None:
    quiet = set(DAYS[0:5])
    bounds = Bounds(tuple(day for day in DAYS if day not in quiet))
    made = propose([plan("1", "市监", 0, 4), plan("2", "卫健", 3, 6)], bounds)
    assert [one.why for one in made.unplanned] == [NO_DAY]
    assert [bounds.open_days[visit.day] in quiet for visit in made.visits] == [False]


def test_the_caps_of_an_agency_and_of_a_grade_are_kept_and_what_falls_out_says_so() -> None:
    twice = [plan("1", "市监", 0, 4), plan("2", "市监", 10, 14), plan("3", "市监", 3, 12)]
    free = propose(twice, Bounds(DAYS))
    assert (len(free.visits), len(free.unplanned)) == (2, 0)
    capped = propose(twice, Bounds(DAYS, left={("市监", "甲"): 1}))
    assert (len(capped.visits), [one.why for one in capped.unplanned]) == (1, [CAPPED])
    assert len(capped.visits[0].tasks) == 2, "the one visit carries as much as it can"
    trusted = propose([*twice, plan("4", "城管", 0, 40, subject="市容")], Bounds(DAYS, most={"甲": 2}))
    assert (len(trusted.visits), len(trusted.unplanned)) == (2, 1)


def test_officers_make_so_many_visits_a_day_and_no_more() -> None:
    plans = [plan("1", "市监", 0, 3, *"甲乙丙丁戊己庚辛壬"), plan("2", "卫健", 0, 3, *"甲乙丙丁戊己庚辛壬")]
    bounds = Bounds(DAYS, pairs={"市监": 2, "卫健": 3})
    made = propose(plans, bounds)
    assert broken(made, bounds) == []
    assert len(made.unplanned) == 1, "eight of nine are all that four days hold"
    assert made.bound <= len(made.visits)
    assert broken(greedy(plans, bounds), bounds) == []


def fewest(at: AtTarget) -> tuple[int, int]:
    """(tasks left out, visits) of the best grouping there is, by trying all of them."""
    best = (len(at.tasks) + 1, 0)
    for places in product(range(-1, len(at.tasks)), repeat=len(at.tasks)):
        groups: dict[int, list[Task]] = {}
        for place, task in zip(places, at.tasks, strict=True):
            groups.setdefault(place, []).append(task)
        out = len(groups.pop(-1, []))
        if (out, len(groups)) < best and all(_stands(one, at) for one in groups.values()) and _kept(groups, at):
            best = (out, len(groups))
    return best


def _stands(tasks: list[Task], at: AtTarget) -> bool:
    alike = all(one.subject == other.subject != "" for one, other in pairwise(tasks))
    return alike and max(t.first for t in tasks) <= min(t.last for t in tasks) and len(tasks) <= at.items


def _kept(groups: dict[int, list[Task]], at: AtTarget) -> bool:
    goes = [{task.agency for task in one} for one in groups.values()]
    return all(sum(agency in one for one in goes) <= left for agency, left in at.left.items()) and (
        at.most is None or len(groups) <= at.most
    )


def at_random(chance: Random) -> AtTarget:
    tasks = []
    for number in range(chance.randint(1, 5)):
        first = chance.randrange(12)
        last = first + chance.randrange(8)
        agency, subject = chance.choice("甲乙"), chance.choice(("一", "一", "二", ""))
        tasks.append(Task(str(number), agency, subject, "户", first, last))
    tasks.sort(key=lambda task: (task.last, task.first, task.plan))
    left = {agency: chance.randint(0, 2) for agency in "甲乙" if chance.random() < 0.5}
    return AtTarget("户", tuple(tasks), left, chance.choice((None, 1, 2)), chance.choice((2, 6)))


def test_no_grouping_is_better_than_the_one_that_is_found() -> None:
    """Against every grouping there is, on random targets of up to five tasks."""
    chance = Random(7)
    for _ in range(60):
        at = at_random(chance)
        found = group(at)
        assert found.exact
        assert (len(found.left_out), len(found.visits)) == fewest(at), at
        assert found.bound == len(found.visits)


@pytest.mark.mechanisms("S004-33")
def test_many_units_plans_become_joint_ones_with_fewer_visits_than_a_greedy_planner_makes() -> None:
    """Who merges is the market regulator; here ten agencies' plans over two hundred businesses."""
    chance = Random(3)
    names = [f"企业{number}" for number in range(200)]
    plans = []
    for number in range(16):
        first = chance.randrange(25)
        own = chance.sample(names, 40)
        subject = chance.choice(("安全生产", "食品安全"))
        plans.append(plan(str(number), f"局{number % 10}", first, first + 12, *own, subject=subject))
    left = {(f"局{number}", name): 1 for number in range(10) for name in names[:40]}
    bounds = Bounds(DAYS, left=left, most=dict.fromkeys(names[:20], 1), pairs={f"局{n}": 5 for n in range(10)})
    made, plain = propose(plans, bounds), greedy(plans, bounds)
    assert broken(made, bounds) == broken(plain, bounds) == []
    assert made.bound <= len(made.visits) < made.tasks
    assert len(made.unplanned) <= len(plain.unplanned)
    done = made.tasks - len(made.unplanned), plain.tasks - len(plain.unplanned)
    assert len(made.visits) / done[0] <= len(plain.visits) / done[1]
    assert all(reason(visit, DAYS) for visit in made.visits if len(visit.tasks) > 1)
