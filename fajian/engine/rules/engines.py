"""The engines rules run on: DuckDB on one machine, Spark on a cluster. Only this module knows them."""

from __future__ import annotations

import datetime as dt
import functools
import glob
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis

from fajian.engine.law.calendar import Calendar
from fajian.engine.rules import clock
from fajian.engine.rules.findings import COLUMNS
from fajian.engine.store import connect
from fajian.engine.store.typed import quoted

Rows = list[tuple[Any, ...]]


class Engine(Protocol):
    """Runs compiled expressions over the store's tables."""

    dialect: str

    def function(self, name: str, result: str, body: str, argument: str = "") -> None:
        """Give a scalar expression a name that later queries can use; `body` calls the argument fj_x."""

    def text(self, value: str) -> str:
        """A text as it stands in SQL."""

    def view(self, name: str, sql: str) -> None:
        """Give a query a name that later queries can use."""

    def stage(self, name: str, sql: str) -> None:
        """Compute a query once under a name that later queries can use."""

    def keep(self, place: Place, sql: str) -> None:
        """Add a query's rows to the findings; `place` says where in their order."""

    def rows(self, sql: str) -> Rows:
        """A small result."""

    def write(self, findings: Path, cannot_judge: Path) -> None:
        """Write what was kept: findings (.csv, .parquet) in a fixed order, and the counts of what cannot be judged."""

    def close(self) -> None:
        """Give everything back."""


CALENDAR_COLUMNS = "day DATE, working_number BIGINT, working_before BIGINT, next_working DATE, is_holiday BOOLEAN"


def lay_calendar(calendar: Calendar) -> tuple[Rows, Rows]:
    """The rows of fj_calendar (see CALENDAR_COLUMNS) and of fj_working_days(number, day).

    Only working days have a number of their own; a rest day shares the number of the working day before it.
    """
    days = [(r.day, r.working_number, r.working_before, r.next_working, r.is_holiday) for r in calendar.rows()]
    return days, [(number, day) for day, number, before, *_ in days if number > before]


# Findings of a run that found nothing are still a table.
_EMPTY = ", ".join(f"CAST(NULL AS {'DATE' if name == 'step_on' else 'STRING'}) AS {name}" for name in COLUMNS)
NO_FINDINGS = f"SELECT {_EMPTY} WHERE 1 = 0"
COUNTED = """
SELECT rule_id, title, agency_id, count(*) AS count, missing AS missing_columns
FROM findings WHERE verdict = 'unknown' GROUP BY rule_id, title, agency_id, missing
ORDER BY rule_id, agency_id, missing_columns"""
# How a part is put in order, and written until all are strung together.
ORDER = "ORDER BY record_id, explanation"
SCRATCH = "FORMAT parquet, COMPRESSION lz4"
# Rule, verdict and subject of a part of the findings; inside a part the order is by record and explanation.
Place = tuple[str, str, str]
# So many parts of the findings are written by one job of Spark.
TOGETHER = 40


class DuckDB:
    """One machine, Parquet in, Parquet and CSV out; memory bounded."""

    dialect = "duckdb"

    def __init__(self, store: Path, scratch: Path, calendar: Calendar, memory_limit: str, threads: int) -> None:
        self._scratch = scratch
        self._kept: list[tuple[Place, str]] = []
        self._connection = connect.open_duckdb(
            store, memory_limit=memory_limit, threads=threads, temp_directory=scratch / "spill"
        )
        run = self._run
        days, numbers = lay_calendar(calendar)
        run("SET preserve_insertion_order = false")  # less memory; findings are put in order at the end
        run(f"CREATE TEMP TABLE fj_calendar ({CALENDAR_COLUMNS})")
        run("CREATE TEMP TABLE fj_working_days (number BIGINT, day DATE)")
        self._load("fj_calendar", days)
        self._load("fj_working_days", numbers)
        for f in clock.LOOK_UPS:
            self.function(f.name, f.result, self._in_list(f, days[0][0]) if f.if_read else _joined(f), f.argument)

    def _run(self, sql: str) -> None:
        self._connection.execute(sql)

    def _load(self, table: str, rows: Rows) -> None:
        """Thousands of rows as one statement: executemany would take seconds."""
        values = ",".join(
            "(" + ",".join(f"DATE '{v}'" if isinstance(v, dt.date) else str(v) for v in row) + ")" for row in rows
        )
        self._run(f"INSERT INTO {table} VALUES {values}")

    def function(self, name: str, result: str, body: str, argument: str = "") -> None:
        self._run(f"CREATE TEMP MACRO {name}({'fj_x' if argument else ''}) AS CAST(({body}) AS {result})")

    def _in_list(self, f: clock.LookUp, first_day: dt.date) -> str:
        """A look-up by day in a list: dearer than a join, but nothing is left of it where its column is not read."""
        self._run(f"SET VARIABLE {f.name}_values = (SELECT list({f.column} ORDER BY {f.key}) FROM {f.table})")
        place = f"fj_x - DATE '{first_day}' + 1"
        return f"CASE WHEN {place} >= 1 THEN list_extract(getvariable('{f.name}_values'), {place}) END"

    def text(self, value: str) -> str:
        return quoted(value)

    def view(self, name: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def stage(self, name: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def keep(self, place: Place, sql: str) -> None:
        part = _quoted(self._scratch / f"part-{len(self._kept):05}.parquet")
        self._run(f"COPY ({sql} {ORDER}) TO '{part}' ({SCRATCH})")
        self._kept.append((place, part))

    def rows(self, sql: str) -> Rows:
        return self._connection.execute(sql).fetchall()

    def write(self, findings: Path, cannot_judge: Path) -> None:
        write_out(self._connection, self._kept, findings, cannot_judge)

    def close(self) -> None:
        self._connection.close()


def _joined(f: clock.LookUp) -> str:
    """A look-up as DuckDB turns it into a join: max() makes it a scalar subquery."""
    return f"SELECT max(t.{f.column}) FROM {f.table} t WHERE t.{f.key} = fj_x"


class Spark:
    """A cluster, or `local[2]` here. Same Parquet, same SQL functions, same findings."""

    dialect = "pyspark"

    def __init__(self, store: Path, scratch: Path, calendar: Calendar) -> None:
        ibis.pyspark  # noqa: B018 - asking for the backend makes its settings, without which nothing compiles
        self._session = connect.open_spark(store)
        self._scratch = scratch
        self._waiting: list[tuple[Place, Any]] = []
        self._parts: list[tuple[Place, str]] = []
        days, numbers = lay_calendar(calendar)
        self._view("fj_calendar", days, CALENDAR_COLUMNS)
        self._view("fj_working_days", numbers, "number BIGINT, day DATE")
        for look_up in clock.LOOK_UPS:
            self._function(look_up, days[0][0])

    def _view(self, name: str, rows: Iterable[tuple[Any, ...]], schema: str) -> None:
        self._session.createDataFrame(list(rows), schema).createOrReplaceTempView(name)

    def _function(self, f: clock.LookUp, first_day: dt.date) -> None:
        """A look-up in an array held by the session: Spark 4.3 fails on filters over correlated scalar subqueries."""
        sql, array = self._session.sql, f"{f.name}_values"
        sql(f"DECLARE OR REPLACE VARIABLE {array} ARRAY<{f.result}>")
        pairs = f"array_sort(collect_list(struct({f.key} AS k, {f.column} AS v)))"
        sql(f"SET VAR {array} = (SELECT transform({pairs}, x -> x.v) FROM {f.table})")
        place = f"datediff(fj_x, DATE'{first_day}') + 1" if f.key == "day" else "cast(fj_x AS INT)"
        body = f"CASE WHEN {place} >= 1 THEN try_element_at({array}, {place}) END"
        self.function(f.name, f.result, body, f.argument)

    def function(self, name: str, result: str, body: str, argument: str = "") -> None:
        takes = f"fj_x {argument}" if argument else ""
        self._session.sql(f"CREATE OR REPLACE TEMPORARY FUNCTION {name}({takes}) RETURNS {result} RETURN {body}")

    def text(self, value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def view(self, name: str, sql: str) -> None:
        self._session.sql(sql).createOrReplaceTempView(name)

    def stage(self, name: str, sql: str) -> None:
        self._session.sql(sql).localCheckpoint().createOrReplaceTempView(name)

    def keep(self, place: Place, sql: str) -> None:
        self._waiting.append((place, self._session.sql(sql).localCheckpoint()))  # its plan is let go of
        if len(self._waiting) == TOGETHER:
            self._spill()

    def _spill(self) -> None:
        """Write what waits: one job, a folder of files for each part."""
        done = len(self._parts)
        numbered = [frame.selectExpr("*", f"{n} AS fj_part") for n, (_, frame) in enumerate(self._waiting, done)]
        folder = self._scratch / f"parts-{done:05}"
        whole = functools.reduce(lambda one, other: one.unionAll(other), numbered)
        whole.write.partitionBy("fj_part").parquet(str(folder))
        self._parts += [
            (place, f"{_quoted(folder)}/fj_part={n}/*.parquet") for n, (place, _) in enumerate(self._waiting, done)
        ]
        self._waiting.clear()

    def rows(self, sql: str) -> Rows:
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def write(self, findings: Path, cannot_judge: Path) -> None:
        if self._waiting:
            self._spill()
        ordered = []
        with duckdb.connect() as connection:
            for number, (place, files) in enumerate(self._parts):
                if glob.glob(files):
                    part = _quoted(self._scratch / f"part-{number:05}.parquet")
                    one = f"SELECT {', '.join(COLUMNS)} FROM read_parquet('{files}') {ORDER}"
                    connection.execute(f"COPY ({one}) TO '{part}' ({SCRATCH})")
                    ordered.append((place, part))
            write_out(connection, ordered, findings, cannot_judge)

    def close(self) -> None:
        """The session is the process's one and stays; what it holds in memory goes."""
        self._session.catalog.clearCache()


def write_out(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[tuple[Place, str]],
    findings: Path,
    cannot_judge: Path,
) -> None:
    """The parts (files by place) as one Parquet and one CSV file in one order, and the counts: alike on every engine.

    Each part is in order by itself and the parts are strung together: sorting all findings at once would need memory
    for all of them.
    """
    run = connection.execute
    whole = _quoted(findings.with_suffix(".parquet"))
    listed = ", ".join(f"'{file}'" for _, file in sorted(parts, key=lambda part: part[0]))
    run("SET preserve_insertion_order = true")
    run(f"COPY (SELECT * FROM read_parquet([{listed}])) TO '{whole}' (FORMAT parquet)")
    run(f"CREATE OR REPLACE TEMP VIEW findings AS SELECT * FROM read_parquet('{whole}')")
    run(f"COPY (SELECT * FROM findings) TO '{_quoted(findings)}' (HEADER)")
    run(f"COPY ({COUNTED}) TO '{_quoted(cannot_judge)}' (HEADER)")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def presence(
    engine: Engine, names: Mapping[str, bool]
) -> tuple[dict[str, frozenset[str]], dict[str, dict[str, frozenset[str]]]]:
    """Which source profiles occur in each table that has them, and the columns that batch_columns lists per batch."""
    profiles = {
        name: frozenset(
            str(row[0]) for row in engine.rows(f"SELECT DISTINCT coalesce(source_profile, 'full') FROM {name}")
        )
        for name, has_profile in names.items()
        if has_profile
    }
    batches: dict[str, dict[str, set[str]]] = {}
    for batch, table, column in engine.rows("SELECT batch_id, table_name, column_name FROM batch_columns"):
        batches.setdefault(table, {}).setdefault(batch, set()).add(column)
    return profiles, {
        table: {batch: frozenset(columns) for batch, columns in found.items()} for table, found in batches.items()
    }
