"""All figures of screening by one command: python -m benchmarks.screening [--penalties 1000000] [--peers 200000].

One after the other: every rule beside a bare scan, a day's new records beside a whole run, Fajian beside its peers, and
records taken in beside a bare parse. Each is a benchmark of its own and says how it measures; here its goal stands
above it. What fails is said at the end, and the rest is run all the same. The goals of 10 and 50 million penalties need
`--penalties 10000000` and `50000000`, 40 GB of disk and an evening.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Part:
    """A benchmark, the figure it is to reach, and how it is asked for."""

    title: str
    goal: str
    module: str
    arguments: tuple[str, ...]


def parts(penalties: int, peers: int, day: int, rows: int) -> tuple[Part, ...]:
    """What is measured, in this order."""
    size = ("--penalties", str(penalties))
    return (
        Part(
            "the rules on penalties beside a bare scan",
            "≤ 12× its wall (stretch 8×), ≤ 1 GB",
            "screen",
            (*size, "--runs", "3"),
        ),
        Part("a day's new records", "≤ 15 % of a whole run (stretch 5 %)", "daily", (*size, "--day", str(day))),
        Part(
            "beside peers, per CPU second",
            "product ≤ 1.3× SQL; ≥ 10× pandera-Polars, ≥ 15× Great Expectations, ≥ 40× pandera-pandas, ≥ 100× row-wise",
            "peers",
            ("--penalties", str(peers)),
        ),
        Part("records taken in", "XLSX ≤ 1.4×, CSV ≤ 2.5× the bare parse", "ingest", ("--rows", str(rows))),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalties", type=int, default=1_000_000)
    parser.add_argument("--peers", type=int, default=200_000, help="penalties that the peers check")
    parser.add_argument("--day", type=int, default=10_000, help="new penalties of a day")
    parser.add_argument("--rows", type=int, default=20_000, help="of the workbook that is taken in")
    options = parser.parse_args()
    failed = []
    for part in parts(options.penalties, options.peers, options.day, options.rows):
        print(f"\n== {part.title}: {part.goal}\n", flush=True)
        command = [sys.executable, str(ROOT / "benchmarks" / f"{part.module}.py"), *part.arguments]
        if subprocess.run(command, check=False, cwd=ROOT).returncode:
            failed.append(part.title)
    if failed:
        print(f"\nnot measured: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
