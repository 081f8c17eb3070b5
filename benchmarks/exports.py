"""Exports measured: a list of 100,000 rows written by the product, by xlsxwriter, by openpyxl alone and by pandas.

python benchmarks/exports.py [--rows 100000] [--data DIR]

The same cells, a ledger of 14 columns and the nine that the system sets beside it. Each writer runs in a process of its
own; CPU and memory are that process's, so a busy machine changes the wall time only. With --data (the folder
benchmarks/web.py keeps its SQLite city in, say DIR/sqlite-1000000) the whole way is measured too: rows read from the
database and written, as the background job does.

Goals: the long list ≥ 6 × xlsxwriter; 100,000 rows from the database in < 15 s of two cores and < 500 MB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fajian.engine.office import longlists, workbooks
from fajian.engine.office.longlists import LongList
from fajian.engine.office.workbooks import Column, Sheet

COLUMNS = (
    Column("序号", 5, kind="int"),
    Column("具体问题", 28),
    *(Column(f"栏目{number}", 12) for number in range(17)),
    Column("整改时限", 11, kind="date", group="办理情况"),
    Column("罚没金额", 11, kind="money", group="办理情况"),
    Column("退回次数", 8, kind="int", group="办理情况"),
    Column("销号日期", 11, kind="date", group="办理情况"),
)
HEADINGS = [column.label for column in COLUMNS]
DAY = dt.date(2026, 3, 2)


def rows(count: int) -> Iterator[list[Any]]:
    """Cells as an export has them."""
    for number in range(1, count + 1):
        title = f"市场监管领域处罚决定逾期送达，案件第{number:07d}号，经自查发现，当事人已提出异议，需限期整改"
        texts = (f"第{number % 500}执法局", "行政处罚法 第六十一条", "送达环节无人盯办", "逐案建立送达台账", "整改中")
        yield [number, title, *(texts[place % 5] for place in range(17)), DAY, 1234.5, 0, None]


def by_longlists(place: Path, count: int) -> None:
    """The product's long list."""
    longlists.write(place, [LongList("台账", "自清自查台账", COLUMNS, rows(count), count, freeze_columns=2)])


def by_xlsxwriter(place: Path, count: int) -> None:
    """The product's annex: xlsxwriter with formats and a height for each row."""
    workbooks.write(place, [Sheet("台账", "自清自查台账", COLUMNS, list(rows(count)))], made_on=DAY)


def by_xlsxwriter_alone(place: Path, count: int) -> None:
    """xlsxwriter in constant memory, without a format."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(place), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet("台账")
        page.write_row(0, 0, HEADINGS)
        for number, cells in enumerate(rows(count), 1):
            page.write_row(number, 0, cells)


def by_openpyxl(place: Path, count: int) -> None:
    """openpyxl in its mode for writing only, without a format."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(HEADINGS)
    for cells in rows(count):
        page.append(cells)
    book.save(place)


def by_pandas(place: Path, count: int) -> None:
    """pandas, with the engine it takes by itself."""
    import pandas

    pandas.DataFrame(list(rows(count)), columns=HEADINGS).to_excel(place, index=False)


def from_database(place: Path, count: int) -> None:
    """The job's way: the problems of so many rows' ledgers read from the city, and written."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.utils import timezone

    from fajian.ledgers import exports
    from fajian.ledgers.selection import Selection
    from fajian.orgs.models import Unit, User

    user, written = User.objects.get(username="supervisor"), 0
    for unit in Unit.objects.filter(kind="government").order_by("-path"):  # counties first
        selection = Selection(user, timezone.localdate(), unit_path=unit.path)
        written += exports.write(selection, place)
        if written >= count:
            break


WRITERS = {
    "long list (rustpy-xlsxwriter)": by_longlists,
    "annex (xlsxwriter)": by_xlsxwriter,
    "xlsxwriter alone": by_xlsxwriter_alone,
    "openpyxl alone": by_openpyxl,
    "pandas": by_pandas,
    "from the database": from_database,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
    environment |= {"FAJIAN_DATA": str(options.data)} if options.data else {}
    print(f"{'writer':34}{'cpu s':>8}{'wall s':>8}{'MB':>6}{'× long list':>13}   load {os.getloadavg()[0]:.1f}")
    first = 0.0
    for name in WRITERS:
        if name == "from the database" and not options.data:
            continue
        command = [sys.executable, __file__, "write", name, str(options.rows)]
        told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        cpu, wall, memory = map(float, told.split()[-3:])
        first = first or cpu
        print(f"{name:34}{cpu:8.1f}{wall:8.1f}{memory:6.0f}{cpu / first:13.1f}", flush=True)


def write(name: str, count: int) -> None:
    """One writer in this process; prints CPU and wall seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        begun, spent = time.perf_counter(), time.process_time()
        WRITERS[name](Path(folder) / "list.xlsx", count)
        wall, cpu = time.perf_counter() - begun, time.process_time() - spent
    print(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(sys.argv[2], int(sys.argv[3]))
    else:
        main()
