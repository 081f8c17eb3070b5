"""The benchmark's data: what the warehouse would have written, the same every time, and clean enough to be imported."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, tables
from fajian.engine.store.warehouse import import_records

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
PENALTIES = 3000
ACTS = ("penalties", "act_officers", "publications", "payments", "penalty_bases", "file_archives")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stores made alike and the penalties of the first as CSV."""
    folder = tmp_path_factory.mktemp("benchmark")
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from generate import generate
    finally:
        sys.path.remove(str(BENCHMARKS))
    generate(folder / "a", penalties=PENALTIES, csv=folder / "penalties.csv")
    generate(folder / "b", penalties=PENALTIES)
    return folder


@pytest.mark.parametrize("name", ACTS)
def test_the_files_have_the_columns_and_types_of_the_schema(made: Path, name: str) -> None:
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{made / 'a' / name / 'acts.parquet'}'").fetchall()
    wanted = [(c.name, c.duckdb_type) for c in tables()[name]] + [(IMPORT_COLUMN, "VARCHAR"), (ROW_COLUMN, "BIGINT")]
    assert [row[:2] for row in described] == wanted


@pytest.mark.parametrize("name", ACTS)
def test_made_twice_it_is_the_same(made: Path, name: str) -> None:
    a, b = (f"SELECT * EXCLUDE _row FROM '{made / store / name / 'acts.parquet'}'" for store in "ab")
    assert duckdb.sql(f"({a}) EXCEPT ALL ({b})").fetchall() == []


def test_the_store_opens_and_every_code_is_one_of_the_list(made: Path) -> None:
    with open_duckdb(made / "a") as connection:
        for name in (*ACTS, "agencies", "certificates"):
            for column in tables()[name]:
                value = {"code": column.name, "codes": f"unnest({column.name})"}.get(column.kind)
                if value:
                    found = {row[0] for row in connection.execute(f"SELECT DISTINCT {value} FROM {name}").fetchall()}
                    assert found <= {None, *column.codes.values()}, column


def test_every_penalty_is_there_once_and_its_children_have_a_parent(made: Path) -> None:
    with open_duckdb(made / "a") as connection:
        counted = "SELECT count(*), count(DISTINCT penalty_id) FROM penalties"
        assert connection.execute(counted).fetchone() == (PENALTIES, PENALTIES)
        orphans = "SELECT count(*) FROM act_officers WHERE act_id NOT IN (SELECT penalty_id FROM penalties)"
        assert connection.execute(orphans).fetchone() == (0,)
        strangers = "SELECT count(*) FROM act_officers WHERE officer_id NOT IN (SELECT officer_id FROM officers)"
        assert connection.execute(strangers).fetchone() == (0,)


def test_no_identity_number_stands_in_the_store(made: Path) -> None:
    with open_duckdb(made / "a") as connection:
        lengths = connection.execute("SELECT DISTINCT length(party_id_no) FROM penalties ORDER BY 1").fetchall()
    assert lengths == [(64,), (None,)]


def test_the_csv_is_taken_without_one_refused_row(made: Path, tmp_path: Path) -> None:
    result = import_records(made / "penalties.csv", tmp_path, batch="csv", as_of=date(2026, 11, 21))
    assert (result.rows_taken, result.rows_refused) == (PENALTIES, 0), result.faults
