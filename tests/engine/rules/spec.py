"""Rules are tested by text tables: one row a record, the last column the verdict that must come out."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb

from fajian.engine.rules.run import screen
from fajian.engine.store.schema import TRUE_WORD, Column, tables

AS_OF = dt.date(2026, 11, 21)
Row = dict[str, str]


def rows(text: str) -> list[Row]:
    """A text table: a line of names, a line of dashes, a line a record; `-` or nothing is a blank cell.

    penalty_id | decided_on | served_on  | verdict
    -----------|------------|------------|--------
    in-time    | 2026-02-12 | 2026-02-28 | clear
    """
    lines = [line.strip().strip("|") for line in text.strip().splitlines()]
    lines = [line for line in lines if line and not re.fullmatch(r"[-|\s:]+", line)]
    names, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    for cells in body:
        assert len(cells) == len(names), f"{len(cells)} cells under {len(names)} names: {cells}"
    return [{name: "" if cell == "-" else cell for name, cell in zip(names, cells, strict=True)} for cells in body]


def verdicts(rule_id: str, store: Path, *, as_of: dt.date = AS_OF, engine: str = "duckdb") -> dict[str, Row]:
    """The findings of one rule on a store by record id; a record that is not in it is clear."""
    with tempfile.TemporaryDirectory() as out:
        result = screen(store, Path(out), as_of=as_of, rules=[rule_id], engine=engine)  # type: ignore[arg-type]
        with result.findings.open(encoding="utf-8", newline="") as lines:
            found = list(csv.DictReader(lines))
    for row in found:
        json.loads(row["evidence"])
    assert len({row["record_id"] for row in found}) == len(found), "a record is judged twice"
    return {row["record_id"]: row for row in found}


def check(
    rule_id: str,
    table: str,
    text: str,
    *,
    given: Mapping[str, str] | None = None,
    beside: Mapping[str, str] | None = None,
    as_of: dt.date = AS_OF,
    lacking: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, Row]:
    """Judge the records of a text table and compare with its `verdict` column; gives back the findings by record id.

    `given` fills columns that are the same in all rows (`column=value`); `beside` holds other tables as text tables;
    `lacking` names columns that a table's sheet did not have.
    """
    judged = rows(text)
    want = {row[tables()[table].key]: row.pop("verdict") for row in judged}
    content = {table: [{**(given or {}), **row} for row in judged]}
    content |= {name: rows(body) for name, body in (beside or {}).items()}
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), content, lacking or {})
        found = verdicts(rule_id, Path(folder), as_of=as_of)
    got = {record: found[record]["verdict"] if record in found else "clear" for record in want}
    assert got == want, {
        record: (got[record], "wanted", want[record], found.get(record))
        for record in want
        if got[record] != want[record]
    }
    return found


def lay_store(store: Path, content: Mapping[str, list[Row]], lacking: Mapping[str, tuple[str, ...]]) -> None:
    """A store of one import, as the warehouse lays it, from rows of canonical columns and code identifiers or words."""
    sources = []
    with duckdb.connect() as connection:
        for name, body in content.items():
            schema = tables()[name]
            unknown = {column for row in body for column in row} - {c.name for c in schema}
            assert not unknown, f"{name} has no column {unknown}"
            declared = ", ".join(f"{c.name} {c.duckdb_type}" for c in schema)
            connection.execute(f"CREATE TABLE {name} ({declared}, _import VARCHAR, _row BIGINT)")
            for number, row in enumerate(body, 1):
                values = [_value(c, row.get(c.name, "")) for c in schema]
                connection.execute(
                    f"INSERT INTO {name} VALUES ({', '.join('?' * (len(values) + 2))})", [*values, "T1", number]
                )
            (store / name).mkdir(parents=True)
            connection.execute(f"COPY {name} TO '{store / name / 'T1.parquet'}' (FORMAT parquet)")
            columns = [c.name for c in schema if c.name not in lacking.get(name, ())]
            sources.append({"import_id": "T1", "file": f"{name}.csv", "sheet": name, "sha256": "", "table": name,
                            "rows_read": len(body), "rows_taken": len(body), "rows_refused": 0,
                            "columns": columns})  # fmt: skip
    (store / "batches").mkdir(parents=True)
    manifest = {"batch": "T1", "imported_on": AS_OF.isoformat(), "tables": sorted(content), "sources": sources}
    (store / "batches" / "T1.json").write_text(json.dumps(manifest), encoding="utf-8")


def _value(column: Column, cell: str) -> object:
    if cell == "":
        return None
    match column.kind:
        case "codes":
            return [column.codes.get(word, word) for word in re.split("[、,]", cell)]
        case "code":
            return column.codes.get(cell, cell)
        case "bool":
            return cell in (TRUE_WORD, "true", "yes")
        case _:
            return cell
