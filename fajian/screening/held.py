"""暂缓: what is before a review body or a court is not supervised beside it (行政执法监督条例 33.3)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from fajian.engine.store.connect import files, open_duckdb, relation
from fajian.engine.store.schema import tables

FILE = "held.json"
REMEDIES = "reviews_and_suits"
# How rows of that table name the table of an act.
ACTS = {"penalty": "penalties", "licence": "licences", "coercion": "coercions", "inspection": "inspections"}
WORDS = {"review": "行政复议", "suit": "行政诉讼"}


def write(store: Path, out: Path, day: dt.date) -> None:
    """Into the run's folder: which records of the store were under review or before a court on that day, and since."""
    found: dict[str, str] = {}
    paths = files(store, REMEDIES)
    if paths:
        with open_duckdb(memory_limit="200MB", temp_directory=out / ".spill") as connection:
            rows = connection.execute(
                f"SELECT act_kind, CAST(act_id AS VARCHAR), kind, accepted_on FROM "
                f"({relation(tables()[REMEDIES], paths)}) WHERE kind IN ('review', 'suit') AND act_id IS NOT NULL "
                "AND accepted_on <= $day AND (ended_on IS NULL OR ended_on > $day) ORDER BY accepted_on DESC, kind",
                {"day": day},
            ).fetchall()
        for act, number, kind, since in rows:
            if act in ACTS:
                found[f"{ACTS[act]}:{number}"] = f"{WORDS[kind]}（{since:%Y-%m-%d}受理）"
    (out / FILE).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def read(out: Path) -> dict[str, str]:
    """Record (table:number) → the proceedings it is in; of a run made before these were written: nothing."""
    path = out / FILE
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found
