"""Spark gives the same findings as DuckDB, to the byte."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from fajian.engine.rules.base import all_rules
from fajian.engine.rules.run import screen
from fajian.engine.store.warehouse import import_records
from tests.engine.rules.reference.test_reference import PARTS, Example, drawn, laid

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT.parent / "shared" / "cases" / "sample"
AS_OF = dt.date(2026, 11, 21)
# So many generated penalties, and the drawn records too, where somebody asks for them: this takes long.
PENALTIES = int(os.environ.get("FAJIAN_SPARK_PENALTIES", "0"))
ASKED = "only where FAJIAN_SPARK_PENALTIES says how many penalties to generate"
# Every ninth rule, or all: those take minutes (see docs/scale.md).
STEP = int(os.environ.get("FAJIAN_SPARK_STEP", "9"))
# What Spark spends on a few thousand records is planning and compiling: here it interprets, and Java compiles less.
QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.default.parallelism": "1",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.maxPlanStringLength": "1",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}

pytestmark = pytest.mark.spark


@pytest.fixture
def quick_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark's own way for Python programs to be told how to start; a session that runs already stays as it is."""
    told = " ".join(f"--conf {shlex.quote(f'{name}={value}')}" for name, value in QUICK.items())
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{told} pyspark-shell")


def agree(store: Path, out: Path) -> int:
    """Both engines screen the store and write the same files; how many hits there are."""
    rules = list(all_rules())[::STEP]
    ours = screen(store, out / "duckdb", as_of=AS_OF, rules=rules)
    theirs = screen(store, out / "spark", as_of=AS_OF, rules=rules, engine="spark")
    assert theirs.findings.read_text() == ours.findings.read_text()
    assert theirs.cannot_judge.read_text() == ours.cannot_judge.read_text()
    assert theirs.rules == ours.rules
    return ours.hits


def lay_drawn(store: Path) -> None:
    """The records drawn for the reference judges, near every edge, as a store."""
    records: Example = {}
    for part in range(PARTS):

        @settings(
            max_examples=2, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(drawn(part))
        def keep(example: Example) -> None:
            records.update(example)

        keep()
    laid(store, records)


@pytest.mark.skipif(not SAMPLE.exists(), reason="shared/ is not beside the project")
@pytest.mark.usefixtures("quick_spark")
def test_both_engines_find_the_same_in_the_sample(tmp_path: Path) -> None:
    import_records(SAMPLE, tmp_path / "store", batch="S", as_of=AS_OF)
    assert agree(tmp_path / "store", tmp_path) > 100 // STEP


@pytest.mark.skipif(not PENALTIES, reason=ASKED)
def test_both_engines_find_the_same_in_records_near_every_edge(tmp_path: Path) -> None:
    lay_drawn(tmp_path / "store")
    assert agree(tmp_path / "store", tmp_path) > 500


@pytest.mark.skipif(not PENALTIES, reason=ASKED)
def test_both_engines_find_the_same_in_generated_penalties(tmp_path: Path) -> None:
    make = [sys.executable, ROOT / "benchmarks" / "generate.py", "--penalties", str(PENALTIES)]
    subprocess.run([*make, "--out", tmp_path / "store"], check=True)
    assert agree(tmp_path / "store", tmp_path) > PENALTIES / 100
