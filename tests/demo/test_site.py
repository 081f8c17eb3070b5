"""The demo city: whole, of every state, with an audit chain that verifies; and a command that harms nobody's data."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

from fajian.campaigns.workflow import DRAFT, DUTY, LOOK_BACK, RECHECK
from fajian.core.workflow import Workflow
from fajian.demo.people import TOWNS
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import User
from fajian.records.models import BATCH
from fajian.screening.workflow import FINDING
from tests.browser.site import FAJIAN, Site, built, surroundings


@pytest.fixture(scope="module")
def city() -> Site:
    return Site(built(), "")


def fajian(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FAJIAN, "demo", "--no-serve", *arguments], env=surroundings(), capture_output=True, text=True, check=False
    )


def test_its_audit_chain_and_its_checkpoints_verify(city: Site) -> None:
    done = city.fajian("audit", "verify")
    assert done.returncode == 0, done.stdout
    assert "核验通过" in done.stdout
    assert len((city.folder / "checkpoints.txt").read_text().split("\n\n")) > 5


def test_its_past_stands_in_the_chain_in_order_and_ends_before_today(city: Site) -> None:
    moments = [row[0] for row in city.rows("SELECT recorded_at FROM core_event ORDER BY seq")]
    assert moments == sorted(moments)
    assert len({moment[:10] for moment in moments}) > 60, "a year's work is spread over its days"
    assert dt.datetime.fromisoformat(moments[-1]).replace(tzinfo=dt.UTC) < dt.datetime.now(dt.UTC)
    assert city.one("SELECT count(*) FROM core_event WHERE payload LIKE '%clock_anomaly%'") == 0


def test_there_is_somebody_of_every_role_and_nobody_has_a_password(city: Site) -> None:
    assert {row[0] for row in city.rows("SELECT DISTINCT role FROM orgs_user")} == {role for role, _ in User.ROLES}
    assert city.one("SELECT count(*) FROM orgs_user WHERE password NOT LIKE '!%'") == 0
    assert city.one("SELECT count(*) FROM orgs_unit WHERE kind = 'town'") == len(TOWNS)


@pytest.mark.parametrize(
    ("workflow", "table"),
    [
        (PROBLEM, "ledgers_rectification"),
        (DUTY, "campaigns_duty"),
        (DRAFT, "campaigns_draft"),
        (FINDING, "screening_finding"),
        (BATCH, "records_batch"),
        (LOOK_BACK, "campaigns_past_problem"),
        (RECHECK, "campaigns_recheck"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_there_is_something_in_every_state(city: Site, workflow: Workflow, table: str) -> None:
    stored = {row[0] for row in city.rows(f"SELECT DISTINCT state FROM {table}")}
    passing = {"received"} if table == "records_batch" else set()  # a batch waits for its import for seconds only
    assert stored == set(workflow.states) - passing


def test_there_is_something_struck_out_overdue_returned_late_and_nil(city: Site) -> None:
    today = dt.date.today().isoformat()  # noqa: DTZ011 – whichever of two days it is at midnight
    for sql in (
        "SELECT count(*) FROM ledgers_entry WHERE struck_out",
        "SELECT count(*) FROM ledgers_rectification WHERE returned > 0 AND state = 'closed'",
        "SELECT count(*) FROM ledgers_proof p JOIN core_file f ON f.id = p.file_id WHERE f.kind = 'png'",
        f"SELECT count(*) FROM ledgers_rectification WHERE state <> 'closed' AND NOT struck_out AND due_on < '{today}'",
        f"SELECT count(*) FROM campaigns_duty WHERE state IN ('due', 'returned') AND due_on < '{today}'",
        "SELECT count(*) FROM campaigns_duty WHERE state = 'received' AND date(handed_in_at) > due_on",
        "SELECT count(*) FROM campaigns_return WHERE nil",
        "SELECT count(*) FROM records_fault WHERE level = 'refused'",
        "SELECT count(*) FROM core_notice",
    ):
        assert city.one(sql) > 0, sql


def test_a_second_time_it_is_there_at_once_and_unchanged(city: Site) -> None:
    before = city.one("SELECT hash FROM core_head")
    done = fajian("--out", str(city.folder))
    assert done.returncode == 0, done.stderr
    assert "个账号" in done.stdout
    assert city.one("SELECT hash FROM core_head") == before


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_it_touches_no_folder_that_is_not_a_demos(tmp_path: Path, fresh: list[str]) -> None:
    (tmp_path / "fajian.sqlite3").write_bytes(b"somebody's data")
    done = fajian("--out", str(tmp_path), *fresh)
    assert done.returncode == 2
    assert "不是演示数据文件夹" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["fajian.sqlite3"]


def test_the_mark_says_what_it_was_built_from(city: Site) -> None:
    about = json.loads((city.folder / "DEMO").read_text())
    assert about["records_as_of"] <= about["built_on"]
