"""Screening measured: the rules that judge penalties over a million of them, beside a bare scan of their columns.

python benchmarks/screen.py [--penalties 1000000] [--every-rule] [--runs 3] [--store DIR]

Each run is a fresh process (start-up and writing the findings included); wall, CPU and peak memory are the kernel's
figures for that process. The bare scan is what no screening can do without: DuckDB reads the same columns of the same
Parquet files once and counts, sums, takes the smallest and the largest. Only the first run after a change of rules
compiles them; the later ones, and so the median of three, run from the SQL it kept.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MEMORY_LIMIT, THREADS = "700MB", 2
HERE = Path(__file__).resolve().parent
_SCREEN = """
import datetime, pathlib, sys
from fajian.engine.rules.run import screen
store, out, day, memory, threads, kept, *rules = sys.argv[1:]
result = screen(pathlib.Path(store), pathlib.Path(out), as_of=datetime.date.fromisoformat(day), engine="duckdb",
                memory_limit=memory, threads=int(threads), kept=pathlib.Path(kept), rules=rules)
print(len(result.rules), result.hits, result.unknown)
"""
# The rules, and one query per table over the columns that they use (`used_by` in tables.csv).
_QUERIES = """
import json, pathlib, sys
from fajian.engine.rules.base import all_rules
from fajian.engine.store.connect import files, manifests
from fajian.engine.store.schema import tables

def parts(column):
    if column.kind == "codes":
        return [f"sum(len({column.name}))"]
    if column.kind in ("int", "decimal"):
        return [f"sum({column.name})"]
    return [f"{function}({column.name})" for function in ("count", "min", "max")]

store, every, queries = pathlib.Path(sys.argv[1]), len(sys.argv) > 2, []
rules = {name for name, rule in all_rules().items() if every or "penalties" in rule.subjects}
for name, table in tables().items():
    read = [part for column in table if rules & set(column.used_by) for part in parts(column)]
    if read and (paths := [str(path) for path in files(store, name)]):
        queries.append(f"SELECT count(*), {', '.join(read)} FROM read_parquet({paths}, union_by_name = true)")
print(json.dumps([manifests(store)[0]["imported_on"], sorted(rules), queries]))
"""
_SCAN = """
import sys
import duckdb
memory, threads, *queries = sys.argv[1:]
with duckdb.connect(config={"memory_limit": memory, "threads": int(threads)}) as connection:
    for query in queries:
        connection.execute(query).fetchall()
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds on the wall and of all threads, peak resident memory in MB, the last line it printed."""

    wall: float
    cpu: float
    rss: float
    said: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalties", type=int, default=1_000_000)
    parser.add_argument("--every-rule", action="store_true", help="also those that judge other records only")
    parser.add_argument("--runs", type=int, default=3, help="interleaved runs; the table shows medians")
    parser.add_argument("--store", type=Path, help="made if it is not there; default: a temporary folder")
    options = parser.parse_args()
    store = options.store or Path(tempfile.gettempdir()) / "fajian-benchmark" / f"penalties-{options.penalties}"
    if not store.exists():
        command = [sys.executable, HERE / "generate.py", "--penalties", str(options.penalties), "--out", store]
        subprocess.run(command, check=True)
    # This process imports nothing heavy: a child's peak memory counts what its parent held when it was forked.
    every = ["every"] if options.every_rule else []
    as_of, rules, queries = json.loads(measure(_QUERIES, str(store), *every).said)
    scans, screens, kept = [], [], store.with_name("compiled")
    for _ in range(options.runs):
        scans.append(measure(_SCAN, MEMORY_LIMIT, str(THREADS), *queries))
        with tempfile.TemporaryDirectory() as out:
            screens.append(measure(_SCREEN, str(store), out, as_of, MEMORY_LIMIT, str(THREADS), str(kept), *rules))
    report(options.penalties, scans, screens)


def measure(program: str, *arguments: str) -> Cost:
    """Run a program in a fresh Python; a failure ends the benchmark."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    said = child.stdout.read().strip()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"exit code {child.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.splitlines()[-1] if said else "")


def report(penalties: int, scans: list[Cost], screens: list[Cost]) -> None:
    rules, hits, unknown = map(int, screens[0].said.split())
    print(f"\n{penalties:,} penalties, {rules} rules: {hits:,} hits, {unknown:,} cannot be judged")
    print(f"median of {len(screens)} runs; memory_limit {MEMORY_LIMIT}, {THREADS} threads, {os.cpu_count()} CPUs\n")
    print(f"{'':12}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}")
    rows = {"bare scan": median(scans), "screening": median(screens)}
    for name, (wall, cpu, rss) in rows.items():
        print(f"{name:12}{wall:>10.2f}{cpu:>10.2f}{rss:>10.0f}")
    ratios = [s / b for s, b in zip(rows["screening"], rows["bare scan"], strict=True)]
    print(f"{'ratio':12}{ratios[0]:>9.1f}x{ratios[1]:>9.1f}x{ratios[2]:>9.1f}x")
    print(f"\n{penalties * rules / rows['screening'][0] / 1e6:.1f} million rows x rules a second")


def median(costs: list[Cost]) -> tuple[float, float, float]:
    return (
        statistics.median(c.wall for c in costs),
        statistics.median(c.cpu for c in costs),
        statistics.median(c.rss for c in costs),
    )


if __name__ == "__main__":
    main()
