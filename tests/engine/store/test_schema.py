"""The declaration of tables: complete, and the same for Ibis, DuckDB and the templates."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import ibis
import pytest

from fajian import content
from fajian.engine.store.connect import empty_relation
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, ibis_schema, tables


def test_all_tables_and_columns_of_the_contract_are_declared(cases: Path) -> None:
    with (cases / "schema.csv").open(encoding="utf-8-sig", newline="") as lines:
        wanted = [(row["table"], row["column"], row["label_zh"]) for row in csv.DictReader(lines)]
    assert [(c.table, c.name, c.label) for table in tables().values() for c in table] == wanted
    assert len(tables()) == 35


@pytest.mark.parametrize("name", list(tables()))
def test_ibis_and_duckdb_agree_on_the_types(name: str) -> None:
    con = ibis.duckdb.connect()
    assert con.sql(empty_relation(tables()[name])).schema() == ibis_schema(name)
    assert list(ibis_schema(name))[-2:] == [IMPORT_COLUMN, ROW_COLUMN]


def test_what_a_blank_refers_to_exists() -> None:
    for table in tables().values():
        for column in table:
            assert all(name in table for name in column.blank.unless), column
            if column.codes and column.blank.value:
                assert column.blank.value in column.codes, column
            if found := re.match(r"[a-z_]+_on", column.blank.value):
                assert found[0] in table, column


def test_record_keys_are_columns() -> None:
    for table in tables().values():
        assert all(name in table for name in table.record_key), table.name


def test_the_templates_name_columns_that_exist_by_their_own_labels() -> None:
    with content.path("records", "templates.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["template"] for row in rows} == {"short", "recommended"}
    for row in rows:
        assert tables()["penalties"][row["column"]].label == row["label_zh"]
