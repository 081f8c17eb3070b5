"""Spark gives the same findings as DuckDB, to the byte."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fajian.engine.rules.run import screen
from fajian.engine.store.warehouse import import_records

SAMPLE = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "sample"
AS_OF = dt.date(2026, 11, 21)

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(not SAMPLE.exists(), reason="shared/ is not beside the project"),
]


def test_both_engines_find_the_same_in_the_sample(tmp_path: Path) -> None:
    import_records(SAMPLE, tmp_path / "store", batch="S", as_of=AS_OF)
    ours = screen(tmp_path / "store", tmp_path / "duckdb", as_of=AS_OF)
    theirs = screen(tmp_path / "store", tmp_path / "spark", as_of=AS_OF, engine="spark")
    assert ours.hits > 100
    assert theirs.findings.read_text() == ours.findings.read_text()
    assert theirs.cannot_judge.read_text() == ours.cannot_judge.read_text()
