"""SIGKILL in the middle of an import, of a run's hand-over, of a closing: nothing lost, nothing half, nothing twice.

Together 200 points on SQLite and 50 on PostgreSQL, drawn over statements, commits, file operations and time;
FAJIAN_KILLS=200 gives each story so many. The process that dies is the user's and the worker's; what follows is what
happens on a real machine: the user sends again, and the next worker takes up what the dead one left.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import settings
from django.db import connection

from fajian.core import files, jobs
from fajian.core.models import Job, Notice, Receipt
from fajian.core.worker import work
from fajian.ledgers.actions import open_ledger
from fajian.ledgers.models import Hand, Proof, Rectification
from fajian.orgs.models import User
from fajian.records import actions as records
from fajian.records import warehouse
from fajian.records.models import BatchFault, ImportBatch
from fajian.screening import actions as screening
from fajian.screening import jobs as runs
from fajian.screening.models import Finding, Run, Tally
from tests.core.kill import Story, receipts, rounds
from tests.flows.conftest import AGENCY
from tests.ledgers.stories import closing_story
from tests.records.conftest import case, sheet

TIMES = int(os.environ.get("FAJIAN_KILLS", 67 if connection.vendor == "sqlite" else 17))
DAY = dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reminders are no part of these stories."""
    monkeypatch.setattr("fajian.core.worker.TICKS", [])


def work_off(_: str) -> None:
    """A worker that starts: takes up what a dead one left, empties the queue."""
    work(once=True)


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_closing_is_whole_whenever_its_process_dies(people: dict[str, User]) -> None:
    ledger = open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="self-check")

    def steps(name: str) -> Sequence[Any]:
        # Each command passes its own key, which is the step's.
        return [lambda _, command=command: command.play() for command in closing_story(people, ledger, key=name)]

    def between(name: str) -> None:
        for row in Rectification.objects.filter(entry__source=f"story:{name}"):
            proofs = Proof.objects.filter(rectification=row).count()
            assert proofs >= {"found": 0, "rectifying": 0, "submitted": 1, "closed": 2}[row.state]
            assert (row.state == "closed") == (row.closed_by is not None)

    def check(name: str) -> None:
        row = Rectification.objects.get(entry__source=f"story:{name}")
        assert (row.state, row.version, row.closed_by, row.returned) == ("closed", 7, people["supervisor"], 1)
        assert Proof.objects.filter(rectification=row).count() == 2
        assert set(Hand.objects.filter(rectification=row).values_list("user__username", flat=True)) == {"clerk"}
        assert Notice.objects.filter(to=people["clerk"], link=row.entry.get_absolute_url()).count() == 2
        assert len(receipts(name)) == 7

    rounds(Story(steps, check, between=between), times=TIMES)
    numbers = Rectification.objects.values_list("entry__number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


# ── import ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_import_is_whole_whenever_its_process_dies(people: dict[str, User], data: Path) -> None:
    clerk = people["clerk"]

    def cases(name: str) -> bytes:
        rows = [case(f"{name}-{n}", AGENCY) for n in range(5)]
        return sheet([*rows, case(f"{name}-9", AGENCY, 处罚决定日期="二月三十日")])

    def hand_in(name: str, key: str) -> None:
        received = files.receive(io.BytesIO(cases(name)), f"{name}.csv")
        records.hand_in(by=clerk, key=key, unit=clerk.unit, received=received)

    def own_warehouse(name: str) -> None:
        """For each round: its batches would otherwise be read for repeats in all later ones."""
        settings.FAJIAN_DATA = data / name
        settings.FAJIAN_DATA.mkdir(exist_ok=True)

    def steps(name: str) -> Sequence[Any]:
        own_warehouse(name)
        return [lambda key: hand_in(name, key), work_off]

    def batches(name: str) -> list[ImportBatch]:
        return list(ImportBatch.objects.filter(title=f"{name}.csv"))

    def answered(name: str) -> set[str]:
        own_warehouse(name)
        imported = [batch for batch in batches(name) if batch.state == "imported"]
        return receipts(name) | ({f"{name}-1"} if imported else set())

    def between(name: str) -> None:
        told = {batch.code: batch.state for batch in batches(name)}
        for manifest in (warehouse.folder() / "batches").glob("*.json"):
            assert lying(manifest.stem) == expected(name)
        assert all(warehouse.manifest_of(code) for code, state in told.items() if state == "imported")

    def check(name: str) -> None:
        (batch,) = batches(name)
        assert (batch.state, batch.version, batch.taken, batch.refused) == ("imported", 2, 5, 1)
        assert lying(batch.code) == expected(name)
        assert BatchFault.objects.filter(batch=batch, level="refused").count() == 1
        assert Notice.objects.filter(to=clerk, link__contains=batch.code).count() == 1
        assert Job.objects.get(arguments={"batch": batch.pk}).state == "done"
        lie = {path.relative_to(settings.FAJIAN_DATA).as_posix() for path in settings.FAJIAN_DATA.rglob("*.*")}
        parquet, manifest = f"warehouse/penalties/{batch.code}.parquet", f"warehouse/batches/{batch.code}.json"
        assert lie == {parquet, manifest, "warehouse/secret.key", "warehouse/.lock"}

    rounds(Story(steps, check, answered, between), times=TIMES)
    assert len(set(ImportBatch.objects.values_list("code", flat=True))) == ImportBatch.objects.count()


def lying(code: str) -> list[str]:
    """The cases of a batch, as they lie in the warehouse."""
    manifest = warehouse.manifest_of(code)
    assert manifest is not None
    (name,) = manifest["tables"]
    file = warehouse.folder() / name / f"{code}.parquet"
    with duckdb.connect() as reader:
        rows = reader.execute("SELECT * FROM read_parquet(?)", [file.as_posix()]).fetchall()
    assert len(rows) == manifest["tables"][name]["rows"]
    return sorted(row[0] for row in rows)


def expected(name: str) -> list[str]:
    return [f"{name}-{n}" for n in range(5)]


# ── hand-over ────────────────────────────────────────────────────────────────────────────────────────────────────────


def found_by_rules(out: Path, name: str) -> None:
    """A run's files: ten findings of this round, ten of all rounds, one rule that could not judge."""
    numbers = [f"{name}-{n}" for n in range(10)] + [f"all-{n}" for n in range(10)]
    columns = {
        "rule_id": "'PEN-061-SERVE'", "certainty": "'确定'", "severity": "'一般'", "wording": "'未按规定'",
        "title": "'处罚决定逾期送达'", "agency_id": f"'{AGENCY}'", "basis": "'行政处罚法 第六十一条'",
        "law_version": "'行政处罚法（2021）'", "step_on": "DATE '2026-10-01'", "explanation": "'逾期3日'",
        "evidence": """'{"decided_on": "2026-10-01"}'""", "rule_version": "'1'", "subject": "'penalties'",
        "verdict": "'hit'",
    }  # fmt: skip
    listed = ", ".join(f"{value} AS {column}" for column, value in columns.items())
    rows = f"SELECT unnest(?::VARCHAR[]) AS record_id, {listed}"
    with duckdb.connect() as writer:
        writer.execute(f"COPY ({rows}) TO '{out / 'findings.parquet'}' (FORMAT parquet)", [numbers])
    gap = f"agency_id,rule_id,count,title,missing_columns\n{AGENCY},FIN-CAP-RANGE,3,罚款超出法定幅度,罚则编码\n"
    (out / "cannot_judge.csv").write_text(gap, encoding="utf-8-sig")
    (out / runs.DONE).write_text(json.dumps({"rules": [], "round": name}))


def test_a_hand_over_is_whole_whenever_its_process_dies(
    people: dict[str, User], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor = people["supervisor"]
    received = files.receive(io.BytesIO(sheet([case("A1", AGENCY)])), "一.csv")
    records.hand_in(by=people["clerk"], unit=people["clerk"].unit, received=received)
    work(once=True)

    def child(run: jobs.Run, store: Path, out: Path, day: dt.date, earlier: Path | None) -> None:
        """As the real one, with findings from nowhere."""
        number = run.row.arguments["screening"]
        found_by_rules(out, Receipt.objects.get(command="screening.ask", answer__id=number).key.rpartition("-")[0])

    monkeypatch.setattr(runs, "child", child)

    def steps(_: str) -> Sequence[Any]:
        return [lambda key: screening.ask(by=supervisor, key=key, as_of=DAY), work_off]

    def run_of(name: str) -> Run | None:
        receipt = Receipt.objects.filter(key=f"{name}-0").first()
        return Run.objects.get(pk=receipt.answer["id"]) if receipt else None

    def answered(name: str) -> set[str]:
        run = run_of(name)
        return receipts(name) | ({f"{name}-1"} if run and run.state == "handed_over" else set())

    def counted(run: Run) -> tuple[int, ...]:
        """Findings new in it, found in it, tallies, notices of it."""
        notices = Notice.objects.filter(to=supervisor, link__endswith=f"/{run.pk}/").count()
        first, last = Finding.objects.filter(first_run=run).count(), Finding.objects.filter(last_run=run).count()
        return first, last, Tally.objects.filter(run=run).count(), notices

    def between(name: str) -> None:
        run = run_of(name)
        if run and run.state == "waiting":
            assert counted(run) == (0, 0, 0, 0)
        elif run:
            assert counted(run)[1:] == (20, 2, 1)

    def check(name: str) -> None:
        run = run_of(name)
        assert run is not None
        assert (run.state, run.version, run.hits, run.unknown) == ("handed_over", 2, 20, 3)
        assert counted(run) == (20 if name == "rehearsal" else 10, 20, 2, 1)
        assert run.manifest["round"] == name
        assert Job.objects.get(name="screening.run", arguments={"screening": run.pk}).state == "done"
        assert [path.name for path in runs.folder(run).parent.iterdir() if path.name.startswith(f".{run.pk}-")] == []

    deaths = rounds(Story(steps, check, answered, between), times=TIMES)
    assert Finding.objects.count() == 10 * (deaths.killed + deaths.survived + 2)
    assert jobs.recover() == 0
