"""A store opened for reading, in DuckDB and in Spark."""

from __future__ import annotations

from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.store.connect import open_duckdb, open_spark, recorded_columns
from fajian.engine.store.schema import ibis_schema, tables
from fajian.engine.store.warehouse import ImportResult


def test_an_empty_store_has_every_table_and_no_row(tmp_path: Path) -> None:
    with open_duckdb(tmp_path) as connection:
        for name in tables():
            result = connection.execute(f"SELECT * FROM {name}")
            assert [column[0] for column in result.description or []] == list(ibis_schema(name))
            assert result.fetchall() == []
    assert recorded_columns(tmp_path) == {name: {} for name in tables()}


def test_views_have_the_declared_types(from_csv: tuple[Path, ImportResult]) -> None:
    with open_duckdb(from_csv[0]) as connection:
        for name, table in tables().items():
            described = connection.execute(f"DESCRIBE {name}").fetchall()
            wanted = [(c.name, c.duckdb_type) for c in table] + [("_import", "VARCHAR"), ("_row", "BIGINT")]
            assert [(row[0], row[1]) for row in described] == wanted


def test_no_extension_is_fetched(tmp_path: Path) -> None:
    with open_duckdb(tmp_path, memory_limit="200MB", threads=1, temp_directory=tmp_path / "spill") as connection:
        settings = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["autoinstall_known_extensions"] == "false"
    assert settings["autoload_known_extensions"] == "false"
    assert settings["threads"] == "1"


def test_a_manifest_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / "b1.json").write_text("{")
    with pytest.raises(InputError, match=r"b1\.json"):
        open_duckdb(tmp_path)


@pytest.mark.spark
def test_spark_sees_what_duckdb_sees(from_csv: tuple[Path, ImportResult]) -> None:
    session = open_spark(from_csv[0])
    with open_duckdb(from_csv[0]) as connection:
        for name in ("penalties", "inspections", "penalty_norms", "ledger_issues"):
            columns = list(ibis_schema(name))
            frame = session.table(name)
            assert frame.columns == columns
            ours = connection.execute(f"SELECT * FROM {name}").fetchall()
            assert sorted(repr(tuple(row)) for row in frame.collect()) == sorted(map(repr, ours))
    types = dict(session.table("inspections").dtypes)
    assert types["started_at"] == "timestamp_ntz"
    assert dict(session.table("penalties").dtypes)["penalty_kinds"] == "array<string>"
    assert dict(session.table("ledger_issues").dtypes)["closed_on"] == "date"
