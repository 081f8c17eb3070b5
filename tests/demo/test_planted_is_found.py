"""The whole way: invented sheets are imported and screened, and what was planted is what is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from fajian.demo.records import Planted, write_records
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.run import screen
from fajian.engine.store.warehouse import import_records

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="module")
def screened(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Planted], set[Planted]]:
    """What was planted for rules that exist, and what they found."""
    folder = tmp_path_factory.mktemp("whole-way")
    planted = write_records(folder / "sheets", seed=2026, as_of=AS_OF)
    (folder / "store").mkdir()
    result = import_records(folder / "sheets", folder / "store", batch="demo", as_of=AS_OF)
    assert result.rows_refused == 0, result.faults
    screen(folder / "store", folder / "out", as_of=AS_OF)
    parquet = folder / "out" / "findings.parquet"
    rows = duckdb.sql(f"SELECT record_id, rule_id, verdict FROM '{parquet}'").fetchall()
    return {p for p in planted if p.rule_id in all_rules()}, {Planted(*row) for row in rows}


def test_all_that_was_planted_is_found(screened: tuple[set[Planted], set[Planted]]) -> None:
    planted, found = screened
    assert len(planted) > 50
    assert sorted(planted - found) == []


def test_the_rules_hit_nothing_that_was_not_planted_for_them(screened: tuple[set[Planted], set[Planted]]) -> None:
    """A fine planted at the top of the clause is off its step too: one record may be hit by more than one rule."""
    planted, found = screened
    rules = {p.rule_id for p in planted if p.verdict == "hit"}
    irregular = {p.record_id for p in planted}
    extra = {p for p in found - planted if p.verdict == "hit" and p.rule_id in rules}
    assert sorted(p for p in extra if p.record_id not in irregular) == []
    assert {p.rule_id for p in extra} <= {"DIS-27-TIER"}


def test_a_city_without_irregularities_is_clean(tmp_path: Path) -> None:
    planted = write_records(tmp_path / "sheets", seed=5, penalties=240, as_of=AS_OF, irregular_share=0, blank_share=0)
    (tmp_path / "store").mkdir()
    import_records(tmp_path / "sheets", tmp_path / "store", batch="demo", as_of=AS_OF)
    screen(
        tmp_path / "store",
        tmp_path / "out",
        as_of=AS_OF,
        rules=[r for r in all_rules() if r.startswith(("PEN", "FIN", "PUB"))],
    )
    rows = duckdb.sql(f"SELECT record_id, rule_id, verdict FROM '{tmp_path / 'out' / 'findings.parquet'}'").fetchall()
    assert sorted(p for p in {Planted(*row) for row in rows} - set(planted) if p.verdict == "hit") == []
