"""What the product itself knows, as tables of enforcement data: apps above say which rows and where one is shown."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, tables
from fajian.engine.store.warehouse import import_records
from fajian.orgs.models import Unit
from fajian.records import warehouse


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one table by column name (codes in the sheet's words), always in one order; the page of one of them."""

    table: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    url: Callable[[str], str | None]


START = "本系统-"  # of the codes of batches
SOURCES: list[Source] = []
# Asked with sources of ledger rows (finding:12): the record, as (table, number), each of them is about.
ACTS: list[Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]] = []


def agency_code(unit: Unit) -> str:
    """What stands for a unit where records name the agency."""
    return unit.record_code


def acts_of(sources: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The records that these rows of ledgers come from."""
    found: dict[str, tuple[str, str]] = {}
    for ask in ACTS:
        found |= ask(sources)
    return found


def url_of(table: str, number: str) -> str | None:
    """The page of a row of ours; None where it is a record that was handed in."""
    return next((found for one in SOURCES if one.table == table and (found := one.url(number))), None)


def is_any() -> bool:
    """Is there a row of ours at all?"""
    return any(True for source in SOURCES for _ in source.rows())


def is_own(code: str) -> bool:
    """Is a batch one of our own rows?"""
    return code.startswith(START)


def batch(day: dt.date) -> list[str]:
    """The code of the batch of our rows as they are now, made if it is new; nothing where there is no row.

    The code is that of the content and the day, so that the same rows are one batch. It counts for no run but those
    that name it: it is marked as withdrawn from the first. To be called `alone`.
    """
    warehouse.sweep()
    work = warehouse.scratch("own")
    try:
        digest = _write(work / "sheets")
        if digest is None:
            return []
        code = f"{START}{day:%Y%m%d}-{digest[:12]}"
        if warehouse.manifest_of(code) is None:
            import_records(work / "sheets", work / "store", batch=code, as_of=day)
            warehouse.publish(work / "store", code, {})
            warehouse.forget_report(code)
        warehouse.mark_withdrawn(code, day)
        return [code]
    finally:
        shutil.rmtree(work)


def _write(folder: Path) -> str | None:
    """A sheet for each table that has a row; the digest of all of them."""
    folder.mkdir()
    digest, written = hashlib.sha256(), False
    for source in SOURCES:
        table = tables()[source.table]
        path = folder / f"{table.label}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([table[name].label for name in source.columns])
            count = 0
            for row in source.rows():
                writer.writerow([_cell(row.get(name)) for name in source.columns])
                count += 1
        if count:
            digest.update(path.read_bytes())
            written = True
        else:
            path.unlink()
    return digest.hexdigest() if written else None


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return TRUE_WORD if value else FALSE_WORD
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case _:
            return str(value)
