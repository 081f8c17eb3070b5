"""What holds on a day is looked up in few spans, whatever the number of days asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import ibis

from fajian.engine.rules.beside import LATEST, delivered, spans
from fajian.engine.rules.tables import Tables
from fajian.engine.store.connect import open_duckdb
from tests.engine.rules.spec import AS_OF, lay_store, rows

DELIVERIES = """
agency_id | sheet      | covers_from_on | covers_to_on | delivered_on
----------|------------|----------------|--------------|-------------
JOINED    | 执法证件   | 2026-01-01     | 2026-01-31   | 2026-02-05
JOINED    | 执法证件   | 2026-02-01     | 2026-02-28   | 2026-03-05
WITHIN    | 执法证件   | 2026-01-01     | 2026-06-30   | 2026-07-05
WITHIN    | 执法证件   | 2026-02-01     | 2026-02-28   | 2026-03-05
GAP       | 执法证件   | 2026-01-01     | 2026-01-30   | 2026-02-05
GAP       | 执法证件   | 2026-02-01     | 2026-02-01   | 2026-03-05
OTHER     | 处罚文书与人员 | 2026-01-01     | 2026-01-31   | 2026-02-05
"""


def test_declarations_that_meet_or_overlap_are_one_span(tmp_path: Path) -> None:
    lay_store(tmp_path, {"deliveries": rows(DELIVERIES)}, {})
    data = Tables(AS_OF)
    found = delivered(data, "certificates")
    with open_duckdb(tmp_path, temp_directory=tmp_path) as connection:
        for name, view in data.views().items():
            connection.execute(f"CREATE TEMP VIEW {name} AS {ibis.to_sql(view, dialect='duckdb')}")
        found_rows = connection.execute(str(ibis.to_sql(found, dialect="duckdb"))).fetchall()
    assert sorted(found_rows) == [
        ("GAP", dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
        ("GAP", dt.date(2026, 2, 1), dt.date(2026, 2, 2)),
        ("JOINED", dt.date(2026, 1, 1), dt.date(2026, 3, 1)),
        ("WITHIN", dt.date(2026, 1, 1), dt.date(2026, 7, 1)),
    ]


def test_only_changes_begin_a_span_and_the_last_one_has_no_end() -> None:
    days = [dt.date(2026, 1, day) for day in range(1, 6)]
    said = ibis.table({"who": "string", "day": "date", "held": "int64"}, name="said")
    sql = ibis.to_sql(spans(said, "who", "day", "held"), dialect="duckdb")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE said (who VARCHAR, day DATE, held BIGINT)")
        told = [*(("a", day, held) for day, held in zip(days, (0, 2, 2, 0), strict=False)), ("b", days[4], 1)]
        connection.executemany("INSERT INTO said VALUES (?, ?, ?)", told)
        found = connection.execute(str(sql)).fetchall()
    assert sorted(found) == [
        ("a", days[0], 0, days[1]),
        ("a", days[1], 2, days[3]),
        ("a", days[3], 0, LATEST),
        ("b", days[4], 1, LATEST),
    ]
