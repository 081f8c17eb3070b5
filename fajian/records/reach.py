"""A unit hands in rows of its own agencies: all others are taken out of the batch, each with a sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from fajian.engine.faults import Fault
from fajian.engine.store import connect
from fajian.engine.store.connect import MANIFESTS, open_duckdb
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, tables
from fajian.engine.store.staging import PARQUET
from fajian.engine.store.typed import quoted
from fajian.orgs.models import Unit
from fajian.orgs.scope import Scope
from fajian.records.ownership import COMMON, in_order, owned

KIND = "not_yours"
SHOWN = 1_000  # faults of this kind written out; all are counted

_OTHERS = "单位不在您的权限范围：这一行的执法机关不属于上报单位，没有录入；请由该机关自行上报"
_COMMON = "这张表供全部单位共用，须由负责整个辖区的监督机构上报，没有录入"
_ORPHAN = "单位不在您的权限范围：这一行所属的案件不是上报单位的，或者没有找到，没有录入"


def agencies_of(unit: Unit) -> list[str] | None:
    """The agencies whose rows may come in for this unit: its own and those under it; None = every agency."""
    if unit.parent_id is None:
        return None
    subtree = Unit.objects.filter(Scope((unit.path,)).condition("path"))
    return sorted(number for number in subtree.values_list("agency_id", flat=True) if number)


def keep_own(store: Path, code: str, agencies: list[str]) -> tuple[dict[str, int], list[Fault]]:
    """Take every row of other agencies out of one batch of a store; per table how many, and the faults.

    The manifest is written anew with the counts that are left.
    """
    path = store / MANIFESTS / f"{code}.json"
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    taken_out: dict[str, int] = {}
    faults: list[Fault] = []
    with open_duckdb(memory_limit="700MB", temp_directory=store / ".spill") as connection:
        for name in in_order(list(manifest["tables"])):
            file = store / name / f"{code}.parquet"
            count = _filter(connection, store, name, file, agencies)
            if not count:
                continue
            taken_out[name] = count
            manifest["tables"][name]["rows"] -= count
            faults += _faults(connection, name, manifest, SHOWN - len(faults))
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return taken_out, faults


def _filter(connection: duckdb.DuckDBPyConnection, store: Path, name: str, file: Path, agencies: list[str]) -> int:
    """Rewrite one file without the rows of others; those are left in the table `others`."""

    def relation(parent: str) -> str:
        return connect.relation(tables()[parent], connect.files(store, parent))

    condition = "false" if name in COMMON else owned(name, relation)
    source, given = f"read_parquet({quoted(file.as_posix())})", {"agencies": agencies}
    agency = "t.agency_id" if "agency_id" in tables()[name] else "NULL"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE others AS SELECT {IMPORT_COLUMN}, {ROW_COLUMN}, {agency} AS agency "
        f"FROM {source} t WHERE NOT {condition}",
        given if "$agencies" in condition else None,
    )
    (count,) = connection.execute("SELECT count(*) FROM others").fetchone() or (0,)
    if count:
        draft = file.with_suffix(".own")
        connection.execute(
            f"COPY (SELECT * FROM {source} t WHERE ({IMPORT_COLUMN}, {ROW_COLUMN}) NOT IN "
            f"(SELECT ({IMPORT_COLUMN}, {ROW_COLUMN}) FROM others)) TO {quoted(draft.as_posix())} ({PARQUET})"
        )
        os.replace(draft, file)
    return int(count)


def _faults(connection: duckdb.DuckDBPyConnection, name: str, manifest: dict[str, Any], most: int) -> Iterator[Fault]:
    """The first of the rows taken out, by their place in the spreadsheet."""
    sources = {source["import_id"]: source for source in manifest["sources"]}
    table = tables()[name]
    has_agency = "agency_id" in table
    column = table["agency_id"].label if has_agency else table.columns[0].label
    message = _COMMON if name in COMMON else _OTHERS if has_agency else _ORPHAN
    rows = connection.execute(f"SELECT * FROM others ORDER BY 1, 2 LIMIT {max(most, 0)}").fetchall()
    for import_id, row, agency in rows:
        source = sources[import_id]
        place = row - source["first_row"] + source["heading_row"] + 1
        yield Fault(source["file"], source["sheet"], place, column, agency or "", KIND, message)
