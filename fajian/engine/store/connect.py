"""A store opened for reading: one view per table in DuckDB or Spark, over the Parquet files of every import."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from fajian.engine.faults import InputError
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, TableSchema, tables
from fajian.engine.store.typed import identifier, quoted

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MANIFESTS = "batches"


def manifests(store: Path) -> list[dict[str, Any]]:
    """What each batch brought, in the order of their names; a batch without a manifest was never finished.

    A withdrawn batch (`withdrawn_on` set) is left out: its files stay where they are.
    """
    found = []
    for path in sorted((store / MANIFESTS).glob("*.json")):
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise InputError(f"数据仓的批次记录 {path.name} 读不出来，请从备份恢复") from None
        if not manifest.get("withdrawn_on"):
            found.append(manifest)
    return found


def recorded_columns(store: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Per table and import (`_import`): the columns the sheet had. A column not in it is unknown in all its rows."""
    found: dict[str, dict[str, frozenset[str]]] = {name: {} for name in tables()}
    for manifest in manifests(store):
        for source in manifest["sources"]:
            if source["table"] in found:
                found[source["table"]][source["import_id"]] = frozenset(source["columns"])
    return found


def files(store: Path, table: str) -> list[Path]:
    """The Parquet files of one table, one for each batch that brought rows of it."""
    paths = []
    for manifest in manifests(store):
        path = store / table / f"{manifest['batch']}.parquet"
        if table in manifest["tables"] and path.exists():
            paths.append(path)
    return paths


def empty_relation(table: TableSchema) -> str:
    """SQL of a relation with the table's columns and types and no row."""
    columns = [f"NULL::{column.duckdb_type} AS {identifier(column.name)}" for column in table]
    return f"SELECT {', '.join(columns)}, NULL::VARCHAR AS {IMPORT_COLUMN}, NULL::BIGINT AS {ROW_COLUMN} WHERE false"


def relation(table: TableSchema, paths: list[Path]) -> str:
    """SQL of all rows of a table; a column that an older file has not is null."""
    if not paths:
        return empty_relation(table)
    listed = ", ".join(quoted(path.as_posix()) for path in paths)
    columns = ", ".join(map(identifier, (*table.names, IMPORT_COLUMN, ROW_COLUMN)))
    # The empty relation goes first in the union by name, so that every column is there with its type.
    return (
        f"SELECT {columns} FROM ({empty_relation(table)} UNION ALL BY NAME "
        f"SELECT * FROM read_parquet([{listed}], union_by_name = true, hive_partitioning = false))"
        if len(paths) > 1
        else f"SELECT {columns} FROM read_parquet([{listed}], hive_partitioning = false)"
    )


def open_duckdb(
    store: Path | None = None,
    *,
    memory_limit: str = "1GB",
    threads: int = 2,
    temp_directory: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """A connection in memory with a view per table (all 35; without a row where nothing was imported).

    Reaches for no network and no extension. `temp_directory`: where what does not fit into memory is spilled.
    Without a store there are no views.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": memory_limit,
        "threads": threads,
        "temp_directory": (temp_directory or (store or Path()) / ".spill").as_posix(),
    }
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET enable_progress_bar = false")  # it would end up in what is piped
    for name, table in tables().items() if store else ():
        connection.execute(f"CREATE VIEW {identifier(name)} AS {relation(table, files(store, name))}")  # type: ignore[arg-type]
    return connection


def _is_placed() -> bool:
    """Whether Spark was told where to run in its own ways: by spark-submit, or a --master for Python programs."""
    return "PYSPARK_GATEWAY_PORT" in os.environ or "--master" in os.environ.get("PYSPARK_SUBMIT_ARGS", "")


@cache
def _spark() -> SparkSession:
    """One session for the process: starting one takes ten seconds. On this machine, unless told otherwise."""
    from pyspark.sql import SparkSession  # an extra that most sites do not install

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "Asia/Shanghai",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
        "spark.log.level": "ERROR",
        # What a query leaves behind (checkpoints, small tables sent to every worker) goes only when Java collects
        # garbage, half an hour apart unless told: by then hundreds of rules have filled the driver's memory.
        "spark.cleaner.periodicGC.interval": "30s",
    }
    if not _is_placed():
        settings |= {"spark.master": "local[2]", "spark.sql.shuffle.partitions": "4"}
    builder: Any = SparkSession.builder.appName("fajian")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def open_spark(store: Path) -> SparkSession:
    """A local Spark session with a temporary view per table; moments are without a zone, as DuckDB has them.

    The session is shared within the process: opening another store replaces the views. Needs Java 17 and pyspark.
    """
    session = _spark()
    for name, table in tables().items():
        paths = files(store, name)
        if paths:
            columns = [*table.names, IMPORT_COLUMN, ROW_COLUMN]
            frame = session.read.option("mergeSchema", "true").parquet(*[str(path) for path in paths]).select(*columns)
        else:
            frame = session.createDataFrame([], _spark_schema(table))
        frame.createOrReplaceTempView(name)
    return session


def _spark_schema(table: TableSchema) -> str:
    types = {
        "text": "STRING", "date": "DATE", "timestamp": "TIMESTAMP_NTZ", "bool": "BOOLEAN", "int": "BIGINT",
        "code": "STRING", "codes": "ARRAY<STRING>",
    }  # fmt: skip
    columns = [f"`{c.name}` {c.duckdb_type if c.kind == 'decimal' else types[c.kind]}" for c in table]
    return ", ".join([*columns, f"`{IMPORT_COLUMN}` STRING", f"`{ROW_COLUMN}` BIGINT"])
