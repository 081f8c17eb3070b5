"""A run: rules in a child process over the batches that count, handed over whole and once."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fajian.core.errors import Refused
from fajian.core.models import Event, Seal
from fajian.demo.records import write_records
from fajian.engine.faults import InputError
from fajian.orgs.actions import open_unit
from fajian.orgs.models import Unit, User
from fajian.records.actions import withdraw
from fajian.records.models import ImportBatch
from fajian.screening import actions, jobs
from fajian.screening.models import Finding, Run, Tally
from tests.records.conftest import carry_out, case, sheet
from tests.records.test_jobs import zipped
from tests.screening.conftest import DAY, SYSTEM, fresh, new_finding

Give = Callable[..., ImportBatch]
pytestmark = pytest.mark.django_db(transaction=True)


def state() -> tuple[int, ...]:
    """Everything a run writes, counted."""
    return tuple(model.objects.count() for model in (Finding, Tally, Event, Seal))


def test_the_demo_citys_records_become_findings_by_unit(
    people: dict[str, User], root: Unit, imported: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_of = dt.date(2026, 11, 21)
    planted = write_records(tmp_path / "csv", seed=3, penalties=30, as_of=as_of)
    files = {path.name: path.read_bytes() for path in (tmp_path / "csv").glob("*.csv")}
    with (tmp_path / "csv" / "agencies.csv").open(encoding="utf-8-sig") as lines:
        agencies = [(row["统一社会信用代码"], row["名称"]) for row in csv.DictReader(lines)]
    for number, name in agencies[:-1]:
        open_unit(by=SYSTEM, name=name, kind="agency", parent=root, agency_id=number)
    batch = imported(people["supervisor"], zipped(files), "执法数据.zip", unit=root)
    assert batch.state == "imported"
    run = actions.ask(by=people["supervisor"], as_of=as_of)
    carry_out("screening.run", screening=run.pk)
    run = Run.objects.get(pk=run.pk)
    assert (run.state, run.hits) == ("handed_over", Finding.objects.count())
    found = {(row.rule_id, row.record_id): row for row in Finding.objects.select_related("unit")}
    wanted = [one for one in planted if one.verdict == "hit"]
    assert len([one for one in wanted if (one.rule_id, one.record_id) in found]) >= len(wanted) // 2
    for row in found.values():
        assert row.unit.agency_id == row.agency_id or row.unit == root
    assert set(run.manifest["unplaced"]) <= {agencies[-1][1]}
    assert list(run.manifest["batches"]) == [batch.code]
    assert not (jobs.folder(run) / "store").exists()

    # Again, as after a kill: before the hand-over was written, and after it.
    before = state()
    carry_out("screening.run", screening=run.pk)
    assert state() == before


def test_nothing_to_screen_is_said_before_a_run_begins(people: dict[str, User]) -> None:
    with pytest.raises(Refused, match="还没有导入"):
        actions.ask(by=people["supervisor"], as_of=DAY)


def test_a_run_whose_batches_were_withdrawn_fails_with_a_sentence(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1")]))
    run = actions.ask(by=people["supervisor"], as_of=DAY)
    withdraw(by=people["clerk_a"], batch=batch, seen=batch.version, reason="重报")
    with pytest.raises(InputError, match="已撤回"):
        carry_out("screening.run", screening=run.pk)
    run = Run.objects.get(pk=run.pk)
    assert (run.state, "已撤回" in run.reason) == ("failed", True)


class Killed(BaseException):
    """Nothing after it runs."""


def test_killed_after_the_child_it_hands_over_without_another(
    people: dict[str, User], imported: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(people["clerk_a"], sheet([case("A1")]))
    run = actions.ask(by=people["supervisor"], as_of=DAY)
    calls = []

    def child(_run: Any, store: Path, out: Path, day: dt.date, _earlier: Path | None) -> None:
        calls.append(day)
        assert [path.stem for path in (store / "penalties").glob("*")] == [ImportBatch.objects.get().code]
        (out / "run.json").write_text('{"rules": []}')

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    monkeypatch.setattr(jobs, "child", child)
    monkeypatch.setattr(jobs.outcome, "read", lambda *_: jobs.outcome.Outcome())
    with monkeypatch.context() as patch:
        patch.setattr(jobs.actions, "hand_over", die)
        with pytest.raises(Killed):
            carry_out("screening.run", screening=run.pk)
    assert Run.objects.get(pk=run.pk).state == "waiting"
    carry_out("screening.run", screening=run.pk)
    assert (Run.objects.get(pk=run.pk).state, len(calls)) == ("handed_over", 1)


def test_killed_in_the_child_leaves_nothing_that_counts(
    people: dict[str, User], imported: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(people["clerk_a"], sheet([case("A1")]))
    run = actions.ask(by=people["supervisor"], as_of=DAY)

    def die(_run: Any, _store: Path, out: Path, _day: dt.date, _earlier: Path | None) -> None:
        (out / "run.json").write_text("{")
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "child", die)
        with pytest.raises(Killed):
            carry_out("screening.run", screening=run.pk)
    assert not jobs.folder(Run.objects.get()).exists()
    assert not Finding.objects.exists()


def test_the_worker_does_not_load_the_rules() -> None:
    code = (
        "import sys; from fajian.web.start import start; start(); import fajian.web.urls; "
        "sys.exit('ibis' in sys.modules or 'pyarrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fajian.screening.child", tmp_path, tmp_path / "out", "2026-11-01", tmp_path]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 1


def test_a_second_run_marks_what_it_finds_again_and_adds_what_is_new(
    people: dict[str, User], a_run: Callable[..., Run]
) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    first = a_run(new_finding(unit, "A1"), new_finding(unit, "A2"))
    second = a_run(new_finding(unit, "A1"), new_finding(unit, "A3"))
    rows = {row.record_id: (row.first_run_id, row.last_run_id) for row in Finding.objects.all()}
    assert rows == {"A1": (first.pk, second.pk), "A2": (first.pk, first.pk), "A3": (second.pk, second.pk)}


def test_texts_follow_the_newest_run_until_somebody_has_judged(
    people: dict[str, User], a_run: Callable[..., Run]
) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    a_run(new_finding(unit, "A1"), new_finding(unit, "A2"))
    judged = Finding.objects.get(record_id="A2")
    actions.dismiss(by=people["supervisor"], finding=judged, seen=judged.version, reason="回证在卷")
    a_run(new_finding(unit, "A1", explanation="逾期5日"), new_finding(unit, "A2", explanation="逾期5日"))
    assert Finding.objects.get(record_id="A1").explanation == "逾期5日"
    assert fresh(judged).explanation == "A2逾期送达3日。"
    assert fresh(judged).state == "dismissed"


def test_handing_over_twice_writes_once(people: dict[str, User], a_run: Callable[..., Run]) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    run = a_run(new_finding(unit, "A1"))
    before = state()[:2]
    actions.hand_over(by=SYSTEM, run=run, findings=[new_finding(unit, "A9")], tallies=[], manifest={})
    assert state()[:2] == before


def test_a_run_carries_over_from_the_newest_finished_one_of_its_area_and_pack(
    people: dict[str, User], a_run: Callable[..., Run]
) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    first, second = a_run(new_finding(unit, "A1")), a_run(new_finding(unit, "A1"))
    third = actions.ask(by=people["supervisor"], as_of=DAY)
    assert jobs.before(third) is None  # their files are gone
    for run in (first, second):
        jobs.folder(run).mkdir(parents=True)
        (jobs.folder(run) / jobs.DONE).write_text("{}", encoding="utf-8")
    assert jobs.before(third) == jobs.folder(second)
    assert jobs.before(second) == jobs.folder(first)
    third.given = {"title": "别的规则包"}
    assert jobs.before(third) is None
