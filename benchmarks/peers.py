"""Fajian beside the tools that check tables and rows, on the statements that all of them can state.

python -m benchmarks.peers [--penalties 1000000] [--runs 1] [--store DIR] [--into FILE]

Installs the tools into an environment of their own (kept in the temporary folder for the next run), makes penalties,
runs every tool in a process of its own on the same cells, stops if two of them disagree on a statement, and prints what
each spends. Counted is the check alone: start-up, imports and, for the others, reading the file are not. Fajian reads
its Parquet and writes its findings (sentence, evidence, law in force) within its time. Slow tools get fewer records:
rows × rules in a CPU second is what is compared. CPU is that of the process; a busy machine stretches only the wall.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.statements import COLUMNS, STATEMENTS

HERE = Path(__file__).resolve().parent
PEERS = (
    "pandera[pandas,polars]==0.35.0", "great-expectations==1.24.1", "pointblank==1.1.1", "polars==2.1.0",
    "pandas==3.1.1", "pyarrow>=26", "rule-engine==5.1.0",
)  # fmt: skip
# At most so many records: what these need for more would be minutes or gigabytes.
MOST = {"pandera-pandas": 200_000, "great-expectations": 200_000, "rule-engine": 20_000, "lambdas": 20_000}
OTHERS = ("polars", "pandas", "pointblank", "pandera-polars", "pandera-pandas", "great-expectations", "rule-engine",
          "lambdas")  # fmt: skip
# How many times slower per CPU second each is to be (shared/design/performance.md, issue 6 §4).
GOALS = {"pandera-polars": 10, "great-expectations": 15, "pandera-pandas": 40, "rule-engine": 100, "pointblank": 1}
Told = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalties", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1, help="the table shows medians")
    parser.add_argument("--store", type=Path, help="made if it is not there; default: in the temporary folder")
    parser.add_argument("--into", type=Path, help="also write the table to this file")
    options = parser.parse_args()
    place = Path(tempfile.gettempdir()) / "fajian-benchmark"
    store = options.store or place / f"penalties-{options.penalties}"
    if not store.exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        make = [sys.executable, HERE / "generate.py", "--penalties", str(options.penalties), "--out", store]
        subprocess.run(make, check=True)
    python = installed(place / "peers")
    with tempfile.TemporaryDirectory(prefix="fajian-peers-") as folder:
        told = {name: run_all(name, store, Path(folder), python, options) for name in ("product", "mask", *OTHERS)}
    text = table(told)
    print(text)
    if options.into:
        options.into.write_text(text + "\n", encoding="utf-8")


def installed(place: Path) -> Path:
    """The Python of an environment with the tools, as this machine installs packages."""
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (place / "complete").exists():
        venv.create(place, with_pip=False, symlinks=os.name != "nt")
        tool = ["uv", "pip", "install", "-q", "--python", python]
        if not shutil.which("uv"):
            tool = [sys.executable, "-m", "pip", "--python", python, "install", "-q"]
        subprocess.run([*tool, *PEERS], check=True)
        (place / "complete").touch()
    return python


def run_all(name: str, store: Path, folder: Path, python: Path, options: argparse.Namespace) -> Told:
    """Medians of the runs of one tool, with the hits that Fajian's plan has on the same records."""
    rows = min(MOST.get(name, options.penalties), options.penalties)
    file = folder / f"{rows}.parquet"
    if not file.exists():
        lay(store, file, rows)
    if name in ("product", "mask"):
        command: list[Any] = [sys.executable, "-m", "benchmarks.own", name, store, str(rows)]
    else:
        command = [python, HERE / "tools.py", name, file]
    runs = []
    for _ in range(options.runs):
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
        wanted = counted(file)
        if wrong := {one: (hits, wanted[one]) for one, hits in runs[-1]["hits"].items() if hits != wanted[one]}:
            sys.exit(f"{name} disagrees (its hits, hits of plain SQL): {wrong}")
    middle = {key: statistics.median(run[key] for run in runs) for key in ("cpu", "wall", "mb")}
    return {"rows": rows, "rules": len(runs[0]["hits"]), **middle}


def lay(store: Path, file: Path, rows: int) -> None:
    """The first records' columns with plain types, as Parquet for the others."""
    plain = ", ".join(f"{name}::DOUBLE AS {name}" if name == "fine_yuan" else name for name in COLUMNS)
    source = f"read_parquet('{store / 'penalties'}/*.parquet')"
    duckdb.sql(f"COPY (SELECT {plain} FROM {source} ORDER BY _row LIMIT {rows}) TO '{file}' (FORMAT parquet)")


def counted(file: Path) -> dict[str, int]:
    """The hits of each statement, by a query of its own: what all must agree with."""
    from benchmarks.statements import Written

    o = Written("{} IS NOT NULL", "{} IS NULL")
    found = {}
    for name, state in STATEMENTS.items():
        where = state(o, o).text.replace(").days", ")").replace("==", "=")
        (found[name],) = duckdb.sql(f"SELECT count(*) FROM '{file}' WHERE {where}").fetchone() or (0,)
    return found


def table(told: dict[str, Told]) -> str:
    speed = {name: one["rows"] * one["rules"] / one["cpu"] / 1e6 for name, one in told.items()}
    lines = [f"{'':20}{'records':>10}{'rules':>6}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'M/CPU s':>9}"
             f"{'product ×':>11}{'mask ×':>8}{'goal ×':>7}"]  # fmt: skip
    for name, one in told.items():
        lines.append(
            f"{name:20}{one['rows']:>10,}{one['rules']:>6}{one['cpu']:>8.2f}{one['wall']:>8.2f}{one['mb']:>7.0f}"
            f"{speed[name]:>9.2f}{speed['product'] / speed[name]:>11.1f}{speed['mask'] / speed[name]:>8.1f}"
            f"{GOALS.get(name, ''):>7}"
        )
    lines.append(f"M/CPU s: million records × rules in a CPU second; load {os.getloadavg()[0]:.1f}; all hits agree")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
