"""The statements of statements.py run by one tool, in a process of its own: python benchmarks/tools.py TOOL FILE.

Prints as JSON: rows, CPU and wall seconds of the check alone (start-up, imports and reading the file are not counted),
peak memory of the process in MB, and how many records each statement hit. Runs in the environment that peers.py makes,
without Fajian.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from statements import STATEMENTS, Written

Hits = dict[str, int]


class Pandas:
    """What pandas calls the operations."""

    @staticmethod
    def blank(cell: Any) -> Any:
        return cell.isna()

    @staticmethod
    def days(first: Any, last: Any) -> Any:
        return (last - first).dt.days


class Polars:
    """Columns by name, and what Polars calls the operations."""

    def __getattr__(self, name: str) -> Any:
        import polars

        return polars.col(name)

    @staticmethod
    def blank(cell: Any) -> Any:
        return cell.is_null()

    @staticmethod
    def days(first: Any, last: Any) -> Any:
        return (last - first).dt.total_days()


def polars_expressions() -> dict[str, Any]:
    o = Polars()
    return {name: state(o, o).fill_null(False) for name, state in STATEMENTS.items()}


def read_polars(file: Path) -> Any:
    import polars

    return polars.read_parquet(file)


def read_pandas(file: Path) -> Any:
    import pandas

    frame = pandas.read_parquet(file)
    for name in frame.columns:
        if name.endswith("_on"):
            frame[name] = pandas.to_datetime(frame[name])
    return frame


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Plain dictionaries; days as moments, which is what rule engines know."""
    rows: list[dict[str, Any]] = read_polars(file).to_dicts()
    for row in rows:
        for name, cell in row.items():
            if isinstance(cell, dt.date):
                row[name] = dt.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
    return rows


def pandas(frame: Any) -> Hits:
    """Vectorised by hand: the indices of the records at fault, statement by statement."""
    found = {name: frame.index[state(frame, Pandas)] for name, state in STATEMENTS.items()}
    return {name: len(index) for name, index in found.items()}


def polars(frame: Any) -> Hits:
    """All statements in one pass, the records at fault kept."""
    import polars as pl

    columns = polars_expressions()
    found = frame.lazy().select("penalty_id", **columns).filter(pl.any_horizontal(*columns)).collect()
    return {name: int(found[name].sum()) for name in columns}


def pandera_pandas(frame: Any) -> Hits:
    import pandera.pandas as pa

    def check(state: Callable[[Any, Any], Any]) -> Any:
        return pa.Check(lambda df: ~state(df, Pandas))

    schema = pa.DataFrameSchema(checks=[check(state) for state in STATEMENTS.values()])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        found = cases.groupby("check_number")["index"].nunique()
        return {name: int(found.get(n, 0)) for n, name in enumerate(STATEMENTS)}
    return dict.fromkeys(STATEMENTS, 0)


def pandera_polars(frame: Any) -> Hits:
    import pandera.polars as pa

    def check(expression: Any) -> Any:
        return pa.Check(lambda data: data.lazyframe.select(~expression))

    schema = pa.DataFrameSchema(checks=[check(expression) for expression in polars_expressions().values()])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        found = {n: part["index"].n_unique() for (n,), part in cases.group_by(["check_number"])}
        return {name: int(found.get(n, 0)) for n, name in enumerate(STATEMENTS)}
    return dict.fromkeys(STATEMENTS, 0)


def pointblank(frame: Any) -> Hits:
    import pointblank as pb

    validation = pb.Validate(frame)
    for expression in polars_expressions().values():
        validation = validation.col_vals_expr(expr=~expression)
    failed = validation.interrogate().n_failed()
    return {name: int(failed[n]) for n, name in enumerate(STATEMENTS, 1)}


def great_expectations(frame: Any) -> Hits:
    """Those statements that have an expectation of their own."""
    import great_expectations as gx
    import great_expectations.expectations as gxe

    def in_order(later: str, earlier: str) -> Any:
        return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=later, column_B=earlier, or_equal=True, ignore_row_if="either_value_is_missing"
        )

    expectations = {
        "BEN-02": in_order("decided_on", "filed_on"),
        "BEN-03": in_order("served_on", "decided_on"),
        "BEN-05": in_order("closed_on", "served_on"),
        "BEN-06": gxe.ExpectColumnValuesToBeBetween(column="fine_yuan", max_value=50_000),
        "BEN-09": gxe.ExpectColumnValuesToNotBeNull(column="decision_no"),
        "BEN-12": in_order("act_end_on", "act_start_on"),
        "BEN-13": in_order("decided_on", "discovered_on"),
    }
    context = gx.get_context(mode="ephemeral")
    batches = context.data_sources.add_pandas("here").add_dataframe_asset("penalties")
    batch = batches.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": frame})
    suite = gx.ExpectationSuite(name="statements", expectations=list(expectations.values()))
    told = batch.validate(suite, result_format="COMPLETE")
    by_kind = {(r.expectation_config.type, *_columns(r)): r.result["unexpected_count"] for r in told.results}
    return {
        name: int(
            by_kind[e.expectation_type, *(v for c in ("column", "column_A", "column_B") if (v := getattr(e, c, None)))]
        )
        for name, e in expectations.items()
    }


def _columns(result: Any) -> list[str]:
    kwargs = result.expectation_config.kwargs
    return [kwargs[name] for name in ("column", "column_A", "column_B") if name in kwargs]


def rule_engine(rows: list[dict[str, Any]]) -> Hits:
    import rule_engine as engine

    o = Written("{} != null", "{} == null")
    rules = {name: engine.Rule(state(o, o).text) for name, state in STATEMENTS.items()}
    found = {name: [row for row in rows if rule.matches(row)] for name, rule in rules.items()}
    return {name: len(hit) for name, hit in found.items()}


def lambdas(rows: list[dict[str, Any]]) -> Hits:
    """Plain Python over dictionaries, as people write a checker by hand."""

    class Cells(Written):
        def __getattr__(self, name: str) -> Any:
            cell = super().__getattr__(name)
            cell.text = f'row["{name}"]'
            cell.needs = (cell.text,)
            return cell

    o = Cells("{} is not None", "{} is None")
    rules = {name: eval(f"lambda row: {state(o, o).text}") for name, state in STATEMENTS.items()}
    found = {name: [row for row in rows if rule(row)] for name, rule in rules.items()}
    return {name: len(hit) for name, hit in found.items()}


# Each with what reads the file for it.
TOOLS: dict[str, tuple[Callable[[Any], Hits], Callable[[Path], Any]]] = {
    "pandas": (pandas, read_pandas),
    "polars": (polars, read_polars),
    "pandera-pandas": (pandera_pandas, read_pandas),
    "pandera-polars": (pandera_polars, read_polars),
    "great-expectations": (great_expectations, read_pandas),
    "pointblank": (pointblank, read_polars),
    "rule-engine": (rule_engine, read_rows),
    "lambdas": (lambdas, read_rows),
}


def measured(check: Callable[[Any], Hits], data: Any) -> dict[str, Any]:
    began, spent = time.perf_counter(), time.process_time()
    hits = check(data)
    return {
        "cpu": time.process_time() - spent,
        "wall": time.perf_counter() - began,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "hits": hits,
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    tool, read = TOOLS[sys.argv[1]]
    frame = read(Path(sys.argv[2]))
    tool(frame[:50])  # imports and what a tool sets up once do not count
    print(json.dumps({"rows": len(frame), **measured(tool, frame)}))
