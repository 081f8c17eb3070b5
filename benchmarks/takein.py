"""A ledger's workbook taken back, measured: read, compared with what was issued and what stands now, written.

python -m benchmarks.takein [--rows 10000]

Two files, each in a process of its own over a fresh SQLite: `new` holds rows that the ledger does not have; `edited` is
the workbook that was issued, with every tenth row changed in two cells, every hundredth of them changed online as well,
and a hundred rows added. Written by the same commands as on the page, search index, seals and audit event included.

First the same file read by those who do nothing with it: calamine, the parser that Fajian stands on too; openpyxl;
pandas with the engine it takes by itself. Fajian's `read` is the gate, the parser in its child process, every cell
understood or refused with its address, and what was read kept on the disk. `compare` is the preview a person looks at;
`take` compares once more and writes, so that the whole is read + take. CPU is that of a process and its children: a
busy machine stretches the wall time.

Goal: 10,000 rows in and merged in < 5 s, memory < 500 MB. Where other things run, the CPU is what is judged.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
GOAL, MEMORY = 5.0, 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    print(f"{rows:,} rows, {os.cpu_count()} cores")
    missed = 0
    for what in ("new", "edited"):
        with tempfile.TemporaryDirectory(prefix="fajian-takein-") as folder:
            step(folder, "fill", what, str(rows))
            print(f"\n{what:24}{'cpu s':>8}{'wall s':>8}{'MB':>6}{'× calamine':>12}   load {os.getloadavg()[0]:.1f}")
            lines = {name: step(folder, "alone", name) for name in READERS}
            told = step(folder, "take", what)
        cpu, wall = (told["read"][at] + told["take"][at] for at in (0, 1))
        lines |= {f"Fajian: {name}": told[name] for name in ("read", "compare", "take")}
        lines["Fajian: read and take"] = [cpu, wall, told["take"][2]]
        for name, (spent, lasted, memory) in lines.items():
            print(f"{name:24}{spent:8.2f}{lasted:8.2f}{memory:6.0f}{spent / lines['calamine'][0]:12.1f}")
        good = min(cpu, wall) < GOAL * rows / 10_000 and lines["Fajian: read and take"][2] < MEMORY
        missed += not good
        print(f"{'✔' if good else '✘'} {told['counts']}", flush=True)
    sys.exit(1 if missed else 0)


def step(folder: str, *what: str) -> Any:
    """What a process of its own, with its data in this folder, says last."""
    environment = {**os.environ, "FAJIAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, HERE, *what]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1]) if out else None


# ── inside the processes ─────────────────────────────────────────────────────────────────────────────────────────────


def measured(work: Callable[[], Any]) -> tuple[list[float], Any]:
    """CPU and wall seconds of this process and its children, megabytes at most so far; and what comes out."""
    spent, begun = used(), time.perf_counter()
    result = work()
    wall, cpu = time.perf_counter() - begun, used() - spent
    mb = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return [cpu, wall, mb], result


def used() -> float:
    """CPU seconds so far."""
    told = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in told)


def by_calamine(path: Path) -> None:
    """Every cell of every sheet as a Python value."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def by_openpyxl(path: Path) -> None:
    """Every cell, reading only."""
    from openpyxl import load_workbook

    for page in load_workbook(path, read_only=True).worksheets:
        for row in page.iter_rows(values_only=True):
            len(row)


def by_pandas(path: Path) -> None:
    """Every sheet as a frame."""
    import pandas

    pandas.read_excel(path, sheet_name=None, header=None)


READERS = {"calamine": by_calamine, "openpyxl": by_openpyxl, "pandas": by_pandas}


def alone(name: str) -> None:
    """One reader over the file; what it imports counts, as it does for a job that reads a file."""
    told, _ = measured(lambda: READERS[name](Path(os.environ["FAJIAN_DATA"]) / "file.xlsx"))
    print(json.dumps(told))


def fill(what: str, rows: int) -> None:
    """A unit, its ledger, and the file that comes back."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from fajian.core.commands import System
    from fajian.ledgers import actions, issuing
    from fajian.orgs.actions import open_account, open_unit

    system = System("性能测试")
    root = open_unit(by=system, name="清源县人民政府", kind="government")
    agency = open_unit(by=system, name="清源县城市管理局", kind="agency", parent=root)
    clerk = open_account(by=system, username="clerk", display_name="填报员", role="clerk", unit=agency)
    ledger = actions.open_ledger(by=clerk, unit=agency, spec_code="fines-self-check")
    spec = ledger.spec
    made = [(f"entry:{n}", cells(spec, n)) for n in range(rows)]
    if what == "edited":
        from fajian.ledgers import rowrules

        told = [rowrules.new(spec, ledger, row)[0] for _, row in made]
        actions.record(
            by=clerk, ledger=ledger, rows=[actions.NewEntry(one.title, one.data, steps=one.steps) for one in told]
        )
        issue = actions.issue(by=clerk, ledger=ledger, given=issuing.make(ledger, timezone.localdate()))
        edit(ledger, issue, spec, rows)
        meanwhile(ledger, clerk)
    else:
        write(spec, made, {})


def cells(spec: Any, n: int) -> dict[str, Any]:
    """A row of the form; every text of its own."""
    import datetime as dt
    from decimal import Decimal

    kinds = {
        "date": dt.date(2026, 1, 5) + dt.timedelta(days=n % 300), "money": Decimal(n % 5000) + Decimal("0.5"),
        "int": n % 90, "number": Decimal(n % 90), "bool": False,
    }  # fmt: skip
    row: dict[str, Any] = {}
    for column in spec.columns:
        if column.kind in kinds:
            row[column.name] = kinds[column.kind]
        elif column.kind == "choice":
            row[column.name] = column.choices[n % len(column.choices)]
        elif column.kind not in ("serial", "unit"):
            row[column.name] = f"第{n}件{column.label}，未按规定期限送达行政处罚决定书"[: 40 + n % 20]
    return row


def write(spec: Any, rows: list[tuple[str, dict[str, Any]]], extra: dict[str, str], versions: Any = None) -> None:
    """The file that comes back, in the annex's shape."""
    import datetime as dt

    from fajian.engine.forms import workbook

    shown = [
        workbook.Row(key if versions else "", {k: "否" if v is False else v for k, v in row.items()},
                     version=versions[key] if versions else 0)
        for key, row in rows
    ]  # fmt: skip
    sheet = workbook.sheet(spec, shown, unit="清源县城市管理局")
    workbook.write(Path(os.environ["FAJIAN_DATA"]) / "file.xlsx", [sheet], [spec], made_on=dt.date(2026, 6, 1), **extra)


def edit(ledger: Any, issue: Any, spec: Any, rows: int) -> None:
    """Every tenth row in two cells, a hundred more."""
    from fajian.ledgers import issuing

    versions: dict[str, int] = {}
    file: list[tuple[str, dict[str, Any]]] = []
    for n, entry in enumerate(issuing.standing(ledger)):
        row = dict(issuing.cells_of(spec, entry))
        versions[issuing.key_of(entry)] = issuing.version_of(entry)
        if n % 10 == 0:
            row |= {"measure": f"逐案补送第{n}件", "problem": f"{row['problem']}（已核）"}
        file.append((issuing.key_of(entry), row))
    added = [("", cells(spec, rows + n)) for n in range(100)]
    write(spec, [*file, *added], {issuing.CODE: issue.code}, {**versions, "": 0})


def meanwhile(ledger: Any, clerk: Any) -> None:
    """Every thousandth row is changed online as well: every hundredth of those the file changes."""
    from fajian.ledgers import actions, issuing

    for n, entry in enumerate(issuing.standing(ledger)):
        if n % 1000 == 0:
            actions.edit(
                by=clerk, entry=entry, seen=entry.version, title=f"{entry.title}（网页）", data={},
                happened_on=entry.happened_on,
            )  # fmt: skip


def take(what: str) -> None:
    """Upload, preview, take: what the three requests do, measured."""
    from fajian.core import files
    from fajian.ledgers import actions, comparing, jobs
    from fajian.ledgers.comparing import Decided
    from fajian.ledgers.models import Ledger
    from fajian.orgs.models import User

    ledger, clerk = Ledger.objects.get(), User.objects.get(username="clerk")

    def read() -> Any:
        with (Path(os.environ["FAJIAN_DATA"]) / "file.xlsx").open("rb") as stream:
            received = files.receive(stream, "台账.xlsx")
        return jobs.read(actions.receive(by=clerk, ledger=ledger, received=received), by=clerk)

    told: dict[str, Any] = {}
    told["read"], taking = measured(read)
    decided = Decided(rest="file")
    told["compare"], found = measured(lambda: comparing.compare(taking, by=clerk, decided=decided))
    seq, left = found.seq, len(found.left)
    del found
    told["take"], done = measured(
        lambda: actions.take(by=clerk, taking=taking, seen=taking.version, at=seq, decided=decided, without=left)
    )
    print(json.dumps({**told, "counts": {name: number for name, number in done.counts.items() if number}}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["alone"]:
        alone(sys.argv[2])
    elif sys.argv[1:2] in (["fill"], ["take"]):
        import django

        django.setup()
        fill(sys.argv[2], int(sys.argv[3])) if sys.argv[1] == "fill" else take(sys.argv[2])
    else:
        main()
