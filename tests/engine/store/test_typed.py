"""The fast way through SQL and the slow way cell by cell come to the same values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.parties import PartyKey
from fajian.engine.store.rows import Taken
from fajian.engine.store.schema import Column, tables
from fajian.engine.store.typed import SETUP, doubtful, typed
from fajian.engine.store.validate import clean_cell

AS_OF = date(2026, 11, 21)
KEY = PartyKey(b"k" * 32)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with open_duckdb() as opened:
        for statement in SETUP:
            opened.execute(statement)
        outer, inner = KEY.pads()
        opened.execute("SET VARIABLE outer_pad = ?", [outer])
        opened.execute("SET VARIABLE inner_pad = ?", [inner])
        yield opened


def fast(connection: duckdb.DuckDBPyConnection, column: Column, text: str, factor: int = 1) -> tuple[bool, Any]:
    """(is doubtful, typed value) of one cell as the fast way sees it."""
    taken = [(Taken(0, column, column.label, factor), "x")]
    condition = doubtful(taken, as_of=AS_OF, required=frozenset())
    row = connection.execute(
        f"SELECT {condition}, {typed(column, 'x', factor)} FROM (SELECT nullif(?, '') AS x)", [text]
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def slow(connection: duckdb.DuckDBPyConnection, column: Column, text: str, factor: int = 1) -> Any:
    """The typed value after cleaning; raises CellFault."""
    value, _ = clean_cell(column, text, as_of=AS_OF, factor=factor)
    row = connection.execute(f"SELECT {typed(column, 'x')} FROM (SELECT ?::VARCHAR AS x)", [value]).fetchone()
    assert row is not None
    return row[0]


COLUMNS = [column for table in tables().values() for column in table]
NUMBERS = st.one_of(st.decimals(-10, 10**9, places=2), st.decimals(0, 10**6, places=6), st.integers(-5, 10**17))
WORDS = [word for column in COLUMNS for word in (*column.codes, "是", "否", "、".join(list(column.codes)[:2]))]
CODES = ["91411802MAYG58BR3D", "91411802mayg58br3d", "91411802MABWBCDX1A", "11010119800101001X", "infinity"]
DAYS = st.dates(date(1890, 1, 1), date(2210, 12, 31))
LIKELY = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789.-/:年月日元万 \u3000\xa0\n,，、;[]（）〔〕ＡａAaXx同上无是否", max_size=14),
    DAYS.map(str), DAYS.map(lambda day: f"{day.year}/{day.month}/{day.day}"), DAYS.map(lambda day: f"{day} 09:30:00"),
    NUMBERS.map(str), st.sampled_from(WORDS), st.sampled_from(CODES),
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(COLUMNS), text=LIKELY, factor=st.sampled_from([1, 10_000]))
def test_what_the_fast_way_lets_through_the_slow_way_reads_alike(
    connection: duckdb.DuckDBPyConnection, column: Column, text: str, factor: int
) -> None:
    assume("\x1f" not in text)  # a file with this sign does not get here: sheets.CsvFile.is_plain
    if column.kind != "decimal":
        factor = 1
    is_doubtful, value = fast(connection, column, text, factor)
    if not is_doubtful:
        assert slow(connection, column, text, factor) == value


@pytest.mark.parametrize("name", list(tables()))
def test_the_sample_is_in_strict_form(connection: duckdb.DuckDBPyConnection, cases: Path, name: str) -> None:
    """Else every row would take the slow way, and nobody would notice but for the time."""
    with (cases / "sample" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    table = tables()[name]
    taken = [(Taken(i, column, column.label), f"c{i}") for i, column in enumerate(table)]
    required = frozenset(column.name for column in table if column.blank.kind == "required")
    columns = ", ".join(f"nullif(?, '') AS c{i}" for i in range(len(taken)))
    condition = doubtful(taken, as_of=AS_OF, required=required)
    # One publication shows a number in [ ], and that is there on purpose.
    allowed = 1 if name == "publications" else 0
    doubts = [
        row
        for row in rows[:60]
        if connection.execute(f"SELECT {condition} FROM (SELECT {columns})", row).fetchall()[0][0]
    ]
    assert len(doubts) <= allowed


@given(day=st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_days_after_the_import_are_doubtful(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    decided, until = tables()["penalties"]["decided_on"], tables()["penalties"]["valid_until_on"]
    assert fast(connection, decided, str(day)) == (day > AS_OF, day)
    assert fast(connection, until, str(day)) == (False, day)


@given(st.from_regex(r"[0-9A-Z]{18}", fullmatch=True))
def test_the_check_digit_in_sql_is_stdnum_s(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    # Every number is made valid half of the time, or the right ones would never come.
    for number in (text, _valid(text)):
        assert connection.execute("SELECT uscc_fits(?)", [number]).fetchall()[0][0] == uscc.is_valid(number)


def _valid(text: str) -> str:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "".join(str(ord(c) % 10) for c in text[:8]) + "".join(alphabet[ord(c) % 31] for c in text[8:17])
    return body + uscc.calc_check_digit(body)


@given(st.text(min_size=1, max_size=40).filter(lambda text: "\0" not in text))
def test_the_hash_in_sql_is_hmac(connection: duckdb.DuckDBPyConnection, number: str) -> None:
    assert connection.execute("SELECT party_hash(?)", [number]).fetchall() == [(KEY.hashed(number),)]


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("11010119800229001X", date(1980, 2, 29)),
        ("11010119810229001X", None),
        ("110101800229001", date(1980, 2, 29)),
        ("E12345678", None),
        (None, None),
    ],
)
def test_the_day_of_birth_comes_from_the_number(
    connection: duckdb.DuckDBPyConnection, number: str | None, born: date | None
) -> None:
    assert connection.execute("SELECT born_on(?)", [number]).fetchall() == [(born,)]


def test_moments_and_lists_are_typed(connection: duckdb.DuckDBPyConnection) -> None:
    table = tables()["penalties"]
    assert fast(connection, table["captured_at"], "2024-03-05 09:30:00") == (False, datetime(2024, 3, 5, 9, 30))  # noqa: DTZ001
    assert fast(connection, table["penalty_kinds"], "警告;罚款") == (False, ["warning", "fine"])
    assert fast(connection, table["domain"], "城市管理") == (False, "urban")
    assert fast(connection, table["decided_on"], str(AS_OF + timedelta(days=1)))[0]
