"""Penalties by the million, straight into a store: DuckDB computes every cell from a hash of the row's number.

python benchmarks/generate.py --penalties 1000000 --out STORE [--csv FILE]

Two batches: `registers` (agencies, officers, certificates, norms …: made by fajian.demo and imported as any sheet) and
`acts` (penalties with all columns and their officers, publications, payments, bases, files: written as Parquet). The
same arguments give the same rows with the same DuckDB. A few per cent of the cases break each of some thirty rules.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import cells
import duckdb

from fajian.demo import city
from fajian.demo.books import Books
from fajian.demo.clauses import STEPS, clauses, write_clauses
from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column, tables
from fajian.engine.store.warehouse import import_records

AS_OF = date(2026, 11, 21)
BATCH = "acts"
DISTRICTS = 38
_REGISTER_NOUNS = (
    ("urban", "城市管理局"), ("market", "市场监督管理局"), ("transport", "交通运输局"), ("ecology", "生态环境局"),
    ("agriculture", "农业农村局"), ("health", "卫生健康局"), ("culture", "文化和旅游局"), ("emergency", "应急管理局"),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalties", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, required=True, help="folder of the store; must not exist")
    parser.add_argument("--csv", type=Path, help="also write the penalties as CSV with Chinese headings")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.out.exists():
        sys.exit(f"{options.out} already exists")
    began = time.perf_counter()
    generate(options.out, penalties=options.penalties, seed=options.seed, csv=options.csv)
    print(f"{options.penalties:,} penalties in {time.perf_counter() - began:.1f} s: {options.out}")


def generate(store: Path, *, penalties: int, seed: int = 7, csv: Path | None = None) -> None:
    """Make the store in a scratch folder beside it, then move it to its place: it is whole or not there."""
    draft = store.with_name(store.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    books, agencies = _registers(seed)
    with tempfile.TemporaryDirectory(dir=draft) as scratch:
        books.write(Path(scratch))
        import_records(Path(scratch), draft, batch="registers", as_of=AS_OF)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '4GB'; SET threads = 2; SET enable_progress_bar = false")
        _lay_registers(connection, agencies)
        cells.lay(connection, penalties=penalties, seed=seed, as_of=AS_OF)
        counts = {name: _write(connection, draft, name, select) for name, select in cells.TABLES.items()}
        if csv:
            _write_csv(connection, csv)
    _write_manifest(draft, counts)
    draft.rename(store)


def _registers(seed: int) -> tuple[Books, list[city.Agency]]:
    """304 agencies in 38 invented districts, seven officers with good certificates each, and what belongs to them."""
    chance, books = Random(seed), Books(AS_OF)
    write_clauses(books)
    posts = [
        city.Post(f"4118{place + 2:02d}", f"第{place + 1}区", domain, noun, f"{place + 1}-{domain[:2]}")
        for place in range(DISTRICTS)
        for domain, noun in _REGISTER_NOUNS
    ]
    return books, city.build(books, chance, posts)


def _lay_registers(connection: duckdb.DuckDBPyConnection, agencies: Iterable[city.Agency]) -> None:
    """The relations that cells.py joins: agency (place), clause (by field, party kind and step)."""
    connection.execute(
        "CREATE TEMP TABLE agency (place BIGINT, agency_id VARCHAR, agency_name VARCHAR, domain VARCHAR, region_code "
        "VARCHAR, region VARCHAR, account VARCHAR, officers VARCHAR[], reviewer VARCHAR, uncertified VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO agency VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                place,
                a.agency_id,
                a.name,
                a.domain,
                a.region_code,
                a.region,
                a.account,
                a.enforcers,
                a.reviewer,
                a.uncertified,
            )
            for place, a in enumerate(agencies)
        ],
    )
    connection.execute(
        "CREATE TEMP TABLE clause (domain VARCHAR, kind VARCHAR, place BIGINT, letter VARCHAR, code VARCHAR, "
        "name VARCHAR, norm_id VARCHAR, citation VARCHAR, tier_id VARCHAR, low DECIMAL(18,2), high DECIMAL(18,2), "
        "top DECIMAL(18,2), bottom DECIMAL(18,2), goods DECIMAL(18,2), involved DECIMAL(18,2), "
        "units BIGINT, kinds VARCHAR[], is_double BOOLEAN, is_correctable BOOLEAN, has_summary BOOLEAN)"
    )
    connection.executemany(f"INSERT INTO clause VALUES ({', '.join('?' * 20)})", list(_clause_rows()))
    connection.execute("CREATE TEMP TABLE clauses AS SELECT domain, kind, max(place) + 1 AS n FROM clause GROUP BY ALL")


def _clause_rows() -> Iterable[tuple[Any, ...]]:
    places: dict[tuple[str, str], int] = {}
    for clause in clauses():
        for kind in ("person", "sole_trader", "organisation"):
            if not clause.fits(kind):  # type: ignore[arg-type]
                continue
            place = places[clause.domain, kind] = places.get((clause.domain, kind), -1) + 1
            bottom, top = clause.span_yuan()
            counted = clause.counted_columns()
            for _, letter, low, high in STEPS:
                yield (
                    clause.domain, kind, place, letter, clause.code, clause.name, clause.norm_id, clause.citation,
                    clause.tier_id(letter), clause.fine_at(low + (high - low) * Decimal("0.4")),
                    clause.fine_at(low + (high - low) * Decimal("0.6")), top, bottom, counted["goods_value_yuan"],
                    counted["involved_yuan"], counted["unit_count"], list(clause.kinds), clause.is_double,
                    clause.is_correctable, clause.has_summary,
                )  # fmt: skip


def _write(connection: duckdb.DuckDBPyConnection, store: Path, name: str, select: str) -> int:
    """One table as Parquet with every column of the schema; those that `select` lacks are null."""
    had = {row[0] for row in connection.execute(f"DESCRIBE {select}").fetchall()}
    cell = {name: "sha256(party_id_no)" if name == "party_id_no" else name for name in had}
    columns = [f"{cell.get(c.name, 'NULL')}::{c.duckdb_type} AS {c.name}" for c in tables()[name]]
    columns += [f"'{BATCH}' AS _import", "row_number() OVER ()::BIGINT AS _row"]
    target = store / name / f"{BATCH}.parquet"
    target.parent.mkdir(exist_ok=True)
    copied = connection.execute(
        f"COPY (SELECT {', '.join(columns)} FROM ({select})) TO '{target}' (FORMAT parquet)"
    ).fetchone()
    assert copied
    return int(copied[0])


def _write_csv(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The penalties as an office would export them (UTF-8, plain identity numbers)."""
    had = {row[0] for row in connection.execute(f"DESCRIBE {cells.TABLES['penalties']}").fetchall()}
    columns = [
        f'{_worded(c) if c.name in had else "NULL"} AS "{c.label}"'
        for c in tables()["penalties"]
        if c.name != "batch_id"
    ]
    connection.execute(f"COPY (SELECT {', '.join(columns)} FROM ({cells.TABLES['penalties']})) TO '{path}' (HEADER)")


def _worded(column: Column) -> str:
    words = " ".join(f"WHEN '{code}' THEN '{word}'" for word, code in column.codes.items())
    match column.kind:
        case "code":
            return f"CASE {column.name} {words} END"
        case "codes":
            return f"list_aggregate(list_transform({column.name}, lambda x: CASE x {words} END), 'string_agg', '、')"
        case "bool":
            return f"CASE {column.name} WHEN true THEN '{TRUE_WORD}' WHEN false THEN '{FALSE_WORD}' END"
        case _:
            return column.name


def _write_manifest(store: Path, counts: dict[str, int]) -> None:
    manifest = {
        "batch": BATCH,
        "imported_on": AS_OF.isoformat(),
        "tables": {name: {"rows": count} for name, count in counts.items()},
        "sources": [
            {
                "file": f"{name}.csv", "sheet": "", "sha256": "", "table": name, "import_id": BATCH, "first_row": 1,
                "heading_row": 1, "rows_read": count, "rows_refused": 0,
                "columns": [c.name for c in tables()[name] if c.name != "batch_id"],
            }
            for name, count in counts.items()
        ],
        "faults": {},
    }  # fmt: skip
    path = store / "batches" / f"{BATCH}.json"
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
