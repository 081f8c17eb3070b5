"""SIGKILL at random points of handing over and judging: no finding lost, half there or twice."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit, User
from fajian.records.models import ImportBatch
from fajian.screening import actions, jobs
from fajian.screening.models import Finding, Run, Tally
from tests.core.kill import Step, Story, rounds
from tests.records.conftest import MINE, case, sheet
from tests.records.test_kill import carry_out

pytestmark = pytest.mark.django_db(transaction=True)
# FAJIAN_KILLS=200 for the long run.
TIMES = int(os.environ.get("FAJIAN_KILLS") or (40 if connection.vendor == "sqlite" else 10))
HITS = 5


def as_of(name: str) -> dt.date:
    """A day of its own for each round, by which its run is known again."""
    return dt.date(2020, 1, 1) + dt.timedelta(days=0 if name == "rehearsal" else 1 + int(name[1:]))


def child(_run: Any, _store: Path, out: Path, day: dt.date, _earlier: Path | None) -> None:
    """Writes what the rules would: the same findings whenever it is asked for the same day."""
    with duckdb.connect(":memory:") as writing:
        writing.execute(
            f"COPY (SELECT 'R{day}-' || n AS record_id, 'PEN-061-SERVE' AS rule_id, 'hit' AS verdict, "
            "'确定' AS certainty, '一般' AS severity, '未按规定' AS wording, '逾期送达' AS title, "
            f"'{MINE}' AS agency_id, '行政处罚法 第六十一条' AS basis, '行政处罚法' AS law_version, "
            "DATE '2026-01-01' AS step_on, '逾期' AS explanation, '{}' AS evidence, '1' AS rule_version, "
            f"'penalties' AS subject FROM range({HITS}) r(n)) TO '{out / 'findings.parquet'}' (FORMAT parquet)"
        )
    (out / "cannot_judge.csv").write_text("rule_id,title,agency_id,count,missing_columns\n", encoding="utf-8")
    (out / "run.json").write_text('{"rules": [], "calendar_version": "x"}', encoding="utf-8")


def screening(people: dict[str, User]) -> Story:
    """Ask, hand over, explain, confirm."""
    clerk, supervisor = people["clerk_a"], people["supervisor"]

    def one(name: str) -> Finding:
        return Finding.objects.get(record_id=f"R{as_of(name)}-0")

    def steps(name: str) -> Sequence[Step]:
        return [
            lambda key: actions.ask(by=supervisor, key=key, as_of=as_of(name)),
            lambda key: carry_out("screening.run", key, screening=Run.objects.get(as_of=as_of(name)).pk),
            lambda key: actions.explain(by=clerk, key=key, finding=one(name), seen=1, explanation="邮路中断"),
            lambda key: actions.confirm(by=supervisor, key=key, finding=one(name), seen=2, spec_code="self-check"),
        ]

    def check(name: str) -> None:
        run = Run.objects.get(as_of=as_of(name))
        assert (run.state, run.hits, run.version) == ("handed_over", HITS, 2)
        assert Finding.objects.filter(first_run=run).count() == HITS
        assert Tally.objects.get(run=run).hits == HITS
        found = one(name)
        assert (found.state, found.version) == ("confirmed", 3)
        assert Entry.objects.get(source=f"finding:{found.pk}") == found.entry

    return Story(steps, check)


def test_no_finding_is_lost_half_or_twice_when_its_process_is_killed(
    people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(people["supervisor"], sheet([case("A1")]), unit=root)
    monkeypatch.setattr(jobs, "child", child)
    tally = rounds(screening(people), times=TIMES)
    assert Finding.objects.count() == HITS * (tally.killed + tally.survived + 1)
