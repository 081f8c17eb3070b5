"""SIGKILL at random points of handing in and importing: no row lost, none half there, none twice."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest
from django.db import connection

from fajian.core import files
from fajian.core.jobs import JOBS, Run
from fajian.core.models import Job
from fajian.orgs.models import Unit, User
from fajian.records import warehouse
from fajian.records.actions import hand_in
from fajian.records.models import BatchFault, ImportBatch
from tests.core.kill import Step, Story, Tally, rounds
from tests.records.conftest import OTHERS, case, sheet

pytestmark = pytest.mark.django_db(transaction=True)
# FAJIAN_KILLS=200 for the long run.
TIMES = int(os.environ.get("FAJIAN_KILLS") or (40 if connection.vendor == "sqlite" else 10))


class Under(Run):
    """A run whose writes carry the key the harness knows."""

    def __init__(self, row: Job, key: str) -> None:
        super().__init__(row)
        self.given = key

    def key(self, step: str) -> str:
        """The harness's key."""
        return self.given


def carry_out(name: str, key: str, **arguments: Any) -> None:
    """The job as a worker begins it, the first time or again."""
    row = Job.objects.filter(name=name, arguments=arguments).latest("pk")
    JOBS[name].body(Under(row, key), **row.arguments)


def rows(code: str) -> list[str]:
    path = warehouse.folder() / "penalties" / f"{code}.parquet"
    with duckdb.connect(":memory:") as reading:
        return [row[0] for row in reading.execute(f"SELECT penalty_id FROM '{path}' ORDER BY 1").fetchall()]


def importing(by: User, unit: Unit | None) -> Story:
    """One good row, one with a fault, one of another unit."""

    def steps(name: str) -> Sequence[Step]:
        data = sheet([case(f"{name}甲"), case(f"{name}乙", 罚款金额="若干"), case(f"{name}丙", OTHERS)])

        def give(key: str) -> None:
            received = files.receive(io.BytesIO(data), f"行政处罚案件{name}.csv", kinds=("csv",))
            hand_in(by=by, key=key, unit=unit, received=received)

        def take(key: str) -> None:
            carry_out("records.import", key, batch=ImportBatch.objects.get(title=f"行政处罚案件{name}.csv").pk)

        return [give, take]

    def check(name: str) -> None:
        batch = ImportBatch.objects.get(title=f"行政处罚案件{name}.csv")
        assert (batch.state, batch.taken, batch.refused, batch.version) == ("imported", 1, 2, 2)
        assert rows(batch.code) == [f"{name}甲"]
        assert BatchFault.objects.filter(batch=batch, level="refused").count() == 2
        assert Job.objects.filter(name="records.import", arguments={"batch": batch.pk}).count() == 1

    return Story(steps, check)


def test_no_row_is_lost_half_or_twice_when_an_import_is_killed(people: dict[str, User]) -> None:
    by = people["clerk_a"]
    tally: Tally = rounds(importing(by, by.unit), times=TIMES)
    left = list((warehouse.folder().parent / "importing").glob("*"))
    assert not left, "personal data of a killed import"
    assert len(warehouse.standing()) == tally.killed + tally.survived + 1
