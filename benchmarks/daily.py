"""A day's new records screened after a run over all others, beside a whole run over both: python benchmarks/daily.py.

python benchmarks/daily.py [--penalties 1000000] [--day 10000] [--store DIR]

The store of generate.py is cut in two batches, the last `--day` penalties with all that belongs to them (their
officers, publications, payments …) and the rest; once more with the day's penalties alone. Each run is a fresh process;
CPU seconds are the kernel's. That both find the same is checked, to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
from screen import HERE, MEMORY_LIMIT, THREADS, Cost, measure

ALL, DAY = "acts", "day"
SCREEN = """
import datetime, pathlib, sys
from fajian.engine.rules.run import screen
store, out, day, memory, threads, kept, *earlier = sys.argv[1:]
result = screen(pathlib.Path(store), pathlib.Path(out), as_of=datetime.date.fromisoformat(day),
                memory_limit=memory, threads=int(threads), kept=pathlib.Path(kept),
                earlier=pathlib.Path(earlier[0]) if earlier else None)
print(result.hits, result.unknown, *result.carried)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalties", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=10_000)
    parser.add_argument("--store", type=Path, help="made if it is not there; default: a temporary folder")
    options = parser.parse_args()
    store = options.store or Path(tempfile.gettempdir()) / "fajian-benchmark" / f"penalties-{options.penalties}"
    if not store.exists():
        command = [sys.executable, HERE / "generate.py", "--penalties", str(options.penalties), "--out", store]
        subprocess.run(command, check=True)
    for title, with_children in (("penalties alone", False), ("with all that belongs to them", True)):
        with tempfile.TemporaryDirectory(dir=store.parent, prefix="daily-") as scratch:
            report(options, title, *compared(store, Path(scratch), options.day, with_children=with_children))


def compared(store: Path, work: Path, rows: int, *, with_children: bool) -> tuple[Cost, Cost]:
    """What a whole run costs, and one after a run over all but the day's rows."""
    day = cut(store, work / "store", rows, with_children=with_children)
    kept = store.with_name("compiled")

    def screened(name: str, *earlier: str) -> Cost:
        given = [str(work / "store"), str(work / name), day, MEMORY_LIMIT, str(THREADS), str(kept)]
        return measure(SCREEN, *given, *(str(work / one) for one in earlier))

    manifest = work / "store" / "batches" / f"{DAY}.json"
    aside = manifest.with_suffix(".aside")
    manifest.rename(aside)
    screened("before")
    aside.rename(manifest)
    screened("warm", "before")  # what is found out about rules once and kept does not count
    whole, after = screened("whole"), screened("after", "before")
    for name in ("findings.csv", "cannot_judge.csv"):
        one, other = (hashlib.sha256((work / run / name).read_bytes()).digest() for run in ("whole", "after"))
        assert one == other, f"{name} differs"
    return whole, after


def cut(store: Path, target: Path, rows: int, *, with_children: bool) -> str:
    """The store again, in which the last penalties are a batch of their own; the day it is of."""
    shutil.copytree(store, target)
    told = json.loads((store / "batches" / f"{ALL}.json").read_text(encoding="utf-8"))
    (most,) = duckdb.execute(f"SELECT count(*) FROM '{store}/penalties/{ALL}.parquet'").fetchone() or (0,)
    late = f"SELECT penalty_id FROM '{store}/penalties/{ALL}.parquet' WHERE _row > {most - rows}"
    keys = {"penalties": "penalty_id", "penalty_bases": "penalty_id"}
    counts: dict[str, dict[str, int]] = {ALL: {}, DAY: {}}
    for name in told["tables"]:
        source = f"{store}/{name}/{ALL}.parquet"
        moved = f"{keys.get(name, 'act_id')} IN ({late})" if with_children or name == "penalties" else "false"
        for batch, which in ((ALL, f"({moved}) IS NOT TRUE"), (DAY, moved)):
            place = target / name / f"{batch}.parquet"
            place.unlink(missing_ok=True)
            said = duckdb.execute(f"COPY (SELECT * FROM '{source}' WHERE {which}) TO '{place}' (FORMAT parquet)")
            counts[batch][name] = said.fetchone()[0]  # type: ignore[index]
    for batch, tables in counts.items():
        manifest = told | {"batch": batch, "tables": {name: {"rows": n} for name, n in tables.items() if n}}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (target / "batches" / f"{batch}.json").write_text(text, encoding="utf-8")
    return str(told["imported_on"])


def report(options: argparse.Namespace, title: str, whole: Cost, after: Cost) -> None:
    carried, alone, again = after.said.split()[2:]
    print(f"\n{options.day:,} new of {options.penalties:,} penalties, {title}: same findings")
    print(f"rules carried over {carried}, over new rows alone {alone}, whole {again}")
    print(f"{'':10}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}")
    for name, cost in (("whole", whole), ("after", after)):
        print(f"{name:10}{cost.wall:>10.2f}{cost.cpu:>10.2f}{cost.rss:>10.0f}")
    print(f"{'share':10}{after.wall / whole.wall:>10.0%}{after.cpu / whole.cpu:>10.0%}")


if __name__ == "__main__":
    main()
