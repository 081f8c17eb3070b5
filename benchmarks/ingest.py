"""Records taken in, measured beside the bare parse of the same file.

python -m benchmarks.ingest [--rows 20000] [--csv 200000]

XLSX: the office's penalties sheet; calamine reads all its cells and does nothing with them. CSV: GB18030, one row in a
hundred with a day that does not exist; DuckDB reads all cells as text from the same file in UTF-8 and keeps them.
Fajian's import is the whole of it: gate, encoding, headings, every cell understood or refused with its address,
duplicates, Parquet, manifest, the file of faults. Each in a process of its own; CPU and memory are that process's and
its children's, start-up and imports not counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 21)
# How many times the bare parse an import may take (issue 6 §4).
GOALS = {"xlsx": 1.4, "csv": 2.5}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SPOILED = "2026-13-45"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000, help="of the workbook")
    parser.add_argument("--csv", type=int, default=200_000, help="rows of the CSV")
    options = parser.parse_args()
    print(f"{'':34}{'rows':>9}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'× bare':>8}{'goal':>6}")
    with tempfile.TemporaryDirectory(prefix="fajian-ingest-") as folder:
        place = Path(folder)
        make = [sys.executable, HERE / "generate.py", "--penalties", str(max(options.rows, options.csv))]
        subprocess.run([*make, "--out", place / "made", "--csv", place / "all.csv"], check=True, capture_output=True)
        write_xlsx(place / "all.csv", place / "penalties.xlsx", options.rows)
        write_csv(place / "all.csv", place / "penalties.csv", options.csv)
        for kind, rows, bare in (("xlsx", options.rows, "calamine"), ("csv", options.csv, "duckdb")):
            told = {name: step(name, place, kind) for name in (bare, "import")}
            for name, one in told.items():
                times = one["cpu"] / told[bare]["cpu"]
                goal = GOALS[kind] if name == "import" else ""
                print(f"{kind + ' ' + name + ' ' + one['said']:34}{rows:>9,}{one['cpu']:>8.2f}{one['wall']:>8.2f}"
                      f"{one['mb']:>7.0f}{times:>8.2f}{goal:>6}")  # fmt: skip
    print(f"load {os.getloadavg()[0]:.1f}")


def lines(source: Path, rows: int) -> Iterator[list[str]]:
    """The heading and the first rows of the generated CSV."""
    with source.open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.reader(file)):
            if number > rows:
                return
            yield line


def write_xlsx(source: Path, target: Path, rows: int) -> None:
    """Days as days, sums as numbers, all else as text: as an office's system exports it."""
    import xlsxwriter

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("行政处罚案件"), book.add_format({"num_format": "yyyy-mm-dd"})
        sums: set[int] = set()
        for number, line in enumerate(lines(source, rows)):
            sums = sums if number else {place for place, heading in enumerate(line) if heading.endswith("（元）")}
            for place, cell in enumerate(line):
                if DAY.fullmatch(cell):
                    sheet.write_datetime(number, place, datetime.fromisoformat(cell), day)
                elif number and place in sums and cell:
                    sheet.write_number(number, place, float(cell))
                elif cell:
                    sheet.write_string(number, place, cell)


def write_csv(source: Path, target: Path, rows: int) -> None:
    """GB18030 for Fajian, the same in UTF-8 (.utf8) for the bare parse; every hundredth row has an impossible day."""
    with (
        target.open("w", encoding="gb18030", newline="") as office,
        target.with_suffix(".utf8").open("w", encoding="utf-8", newline="") as plain,
    ):
        writers, place = [csv.writer(office), csv.writer(plain)], 0
        for number, line in enumerate(lines(source, rows)):
            if number == 0:
                place = next(n for n, heading in enumerate(line) if heading.endswith("日期"))
            elif number % 100 == 0:
                line[place] = SPOILED
            for writer in writers:
                writer.writerow(line)


def calamine(place: Path, _kind: str) -> str:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(place / "penalties.xlsx").get_sheet_by_index(0).to_python()
    return f"({len(rows[0])} columns)"


def parsed_by_duckdb(place: Path, _kind: str) -> str:
    import duckdb

    file = place / "penalties.utf8"
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{file}', all_varchar = true, header = true)")
        found = connection.execute("SELECT count(*) FROM t").fetchone()
    return f"({found[0] if found else 0:,} lines)"


def taken(place: Path, kind: str) -> str:
    from fajian.engine.store.warehouse import import_records

    result = import_records(place / f"penalties.{kind}", place / f"store-{kind}", batch="B", as_of=AS_OF)
    return f"({len(result.faults):,} messages)"


STEPS: dict[str, Callable[[Path, str], str]] = {"calamine": calamine, "duckdb": parsed_by_duckdb, "import": taken}


def step(name: str, place: Path, kind: str) -> dict[str, Any]:
    """What a step in a process of its own spent, and what it says."""
    command = [sys.executable, "-m", "benchmarks.ingest", "step", name, str(place), kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_step(name: str, place: Path, kind: str) -> None:
    import duckdb  # imports are not counted
    import python_calamine  # noqa: F401

    import fajian.engine.store.warehouse  # noqa: F401

    duckdb.execute("SELECT ?", [b""])  # a parameter makes it import pandas where that is installed

    wall, cpu = time.perf_counter(), spent()
    said = STEPS[name](place, kind)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"cpu": spent() - cpu, "wall": time.perf_counter() - wall, "mb": memory / 1024, "said": said}
    print(json.dumps(told))


def spent() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        run_step(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main()
