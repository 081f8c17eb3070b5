"""How well and how fast plans are read: python3 dev.py plans (or python -m benchmarks.plans).

Prints the scorer's graded F1 for each real plan of shared/plans and each kind of element, the averages over the damaged
copies by kind of damage, the same over fictional plans with gold by making, what the fictional plans of
tests/engine/plans/unseen score now (its README.md says what they scored when the grammar first met them), and the
seconds a plan of 100 pages takes.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mean
from typing import Any

from fajian import content
from fajian.engine.office import documents
from fajian.engine.plans.compiler import compile_plan
from tests.engine.plans import corruptions, fictional
from tests.engine.plans.scoring import SHARED, damaged, real, scorer, unseen

FICTIONAL = 100  # plans
PAGE = 600  # characters on a page of an official document: 22 lines of 28
PAGES = 100

Scored = tuple[float, Mapping[str, Any]]


def scored(text: str, gold: Mapping[str, Any]) -> Scored:
    """(overall, tallies by kind) of compiling one text."""
    score = scorer()
    tallies, _ = score.score(gold, compile_plan(text).to_json())
    return score.overall(tallies), tallies


def of_files(pairs: Iterable[tuple[Path, Path]]) -> dict[str, Scored]:
    """Every (gold, text) of the shared folder, by name."""
    return {source.name: scored(documents.read(source), json.loads(gold.read_text("utf-8"))) for gold, source in pairs}


def table(rows: Mapping[str, Scored]) -> None:
    """A line for each plan, a column for each kind of element."""
    kinds = scorer().KINDS
    print(f"{'':<34}" + "".join(f"{kind:>10}" for kind in kinds) + f"{'overall':>10}")
    for name, (overall, tallies) in rows.items():
        cells = "".join(f"{'-' if tallies[k].empty else format(tallies[k].graded, '.3f'):>10}" for k in kinds)
        print(f"{name[:33]:<34}{cells}{overall:>10.3f}")


def averages(rows: Mapping[str, list[float]]) -> None:
    """A line for each kind of damage: how many, mean, worst."""
    for name, values in rows.items():
        print(f"{name:<34}{len(values):>10}{mean(values):>10.3f}{min(values):>10.3f}")


def damaged_copies() -> dict[str, list[float]]:
    """Overall F1 of the shared damaged copies, by kind of damage."""
    out: dict[str, list[float]] = defaultdict(list)
    for name, (overall, _) in of_files(damaged()).items():
        out[name.split(".")[-2]].append(overall)
    return out | {"all": [value for values in out.values() for value in values]}


def fictional_plans() -> dict[str, list[float]]:
    """Overall F1 of fictional plans, clean and by kind of damage."""
    out: dict[str, list[float]] = defaultdict(list)
    for seed in range(FICTIONAL):
        text, gold = fictional.plan(seed)
        out["clean"].append(scored(text, gold)[0])
        for kind in corruptions.KINDS:
            out[kind].append(scored(*corruptions.damaged(kind, text, gold, seed))[0])
    return out


def hundred_pages() -> float:
    """Seconds to compile a plan of 100 pages: best of three."""
    sample = content.path("plans", "sample.txt").read_text("utf-8")
    text = "\n".join([sample] * (PAGES * PAGE // len(sample) + 1))
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        compile_plan(text)
        taken.append(time.perf_counter() - started)
    return min(taken)


def main() -> None:
    """All figures."""
    if SHARED.is_dir():
        print("真实方案（graded F1）")
        table(of_files(real()))
        print(f"\n{'损坏的副本':<29}{'n':>10}{'mean':>10}{'min':>10}")
        averages(damaged_copies())
        print(f"\n{'虚构方案':<30}{'n':>10}{'mean':>10}{'min':>10}")
        averages(fictional_plans())
        print("\n初次接触后才据以改进的虚构方案（现在的得分；初次得分见 tests/engine/plans/unseen/README.md）")
        table(of_files(unseen()))
    else:
        print("项目旁边没有 shared/plans，只测速度。", file=sys.stderr)
    print(f"\n{PAGES} 页（{PAGES * PAGE} 字）：{hundred_pages():.2f} 秒")


if __name__ == "__main__":
    main()
