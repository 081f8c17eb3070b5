"""Joint planning of 50 plans over 5,000 businesses, beside a greedy planner: python -m benchmarks.planning."""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import time
from collections import Counter
from collections.abc import Callable
from random import Random

from fajian.engine.law.calendar import Calendar
from fajian.engine.planning.model import Bounds, Plan, Proposal
from fajian.engine.planning.propose import broken, greedy, propose, reason

AGENCIES, SUBJECTS = 12, ("安全生产", "食品安全", "生态环境", "市容环境")
QUIET = range(1, 6)  # days of each month on which businesses are left alone
MOST = {"A": 2, "B": 3, "C": 5, "D": 8}  # visits a year by credit grade


def made(plans: int, targets: int, seed: int) -> tuple[list[Plan], Bounds]:
    """Plans of a quarter to half a year, each over a share of the businesses; caps, grades, quotas, quiet days."""
    chance, calendar = Random(seed), Calendar.seeded()
    first = dt.date(2026, 1, 1)
    year = [first + dt.timedelta(days=day) for day in range(365)]
    days = tuple(day for day in year if calendar.day(day).is_working and day.day not in QUIET)
    names = [f"企业{number}" for number in range(targets)]
    found = []
    for number in range(plans):
        begins = chance.randrange(0, 270)
        ends = min(begins + chance.randrange(60, 180), 364)
        own = tuple(chance.sample(names, targets * chance.randrange(5, 20) // 100))
        agency = f"局{number % AGENCIES}"
        found.append(Plan(f"P{number}", agency, chance.choice(SUBJECTS), year[begins], year[ends], own))
    left = {(f"局{agency}", name): chance.choice((1, 1, 2)) for agency in range(AGENCIES) for name in names}
    most = {name: MOST[chance.choice("AABBBCD")] for name in names}
    tasks = Counter(plan.agency for plan in found for _ in plan.targets)
    pairs = {agency: max(count // 120, 4) for agency, count in tasks.items()}
    return found, Bounds(days, left, most, pairs)


def timed(plan: Callable[[list[Plan], Bounds], Proposal], plans: list[Plan], bounds: Bounds) -> tuple[Proposal, str]:
    """The proposal, and what it took: processor time tells more than the clock on a busy machine."""
    clock, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    proposal = plan(plans, bounds)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    return proposal, f"{time.monotonic() - clock:.1f} 秒（处理器 {used:.1f} 秒）"


def main() -> None:
    """Both planners on the same plans; ends with an error where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=50)
    parser.add_argument("--targets", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plans, bounds = made(given.plans, given.targets, given.seed)
    print(f"{given.plans} 个计划，{given.targets} 家企业，{sum(len(plan.targets) for plan in plans)} 项任务")
    for name, planner in (("综合查一次", propose), ("贪心", greedy)):
        proposal, took = timed(planner, plans, bounds)
        if wrong := broken(proposal, bounds):
            raise SystemExit(f"{name}：超出上限 {len(wrong)} 处，例如 {wrong[0]}")
        done = proposal.tasks - len(proposal.unplanned)
        print(f"{name}：{took}，完成 {done} 项，入企 {len(proposal.visits)} 次，少 {proposal.saved} 次，上限全部遵守")
        if proposal.bound:
            over = len(proposal.visits) / proposal.bound - 1
            print(f"  下界 {proposal.bound} 次（高出 {over:.2%}），{proposal.exact}/{proposal.targets} 家证明最少")
        why = Counter(one.why.split("，")[0] for one in proposal.unplanned)
        print(f"  没有排上：{dict(why)}")
        if joint := next((visit for visit in proposal.visits if len(visit.tasks) > 2), None):
            print(f"  例：{joint.target} {bounds.open_days[joint.day]}，{reason(joint, bounds.open_days)}")


if __name__ == "__main__":
    main()
