"""A run repeated from what it recorded."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

from fajian.engine.faults import InputError
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.packs import differences, pack_in
from fajian.engine.rules.run import Progress, screen
from fajian.engine.store.links import link


def repeat(store: Path, recorded: Path, out: Path, *, progress: Progress | None = None) -> list[str]:
    """Screen the same batches with the same pack, engine and day; says what differs, nothing where no bit does.

    `recorded` is the folder of the earlier run. Batches withdrawn since are read as they were then. Numbers, laws,
    calendar and rules are today's: where they are others than then, that is among what is said.
    """
    told = read_run(recorded)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".repeat-") as scratch:
        screen(
            link(store, Path(scratch) / "store", told["batches"]),
            out,
            as_of=dt.date.fromisoformat(told["as_of"]),
            engine=told["engine"],
            pack=pack_in(told["pack"]),
            rules=[rule["rule_id"] for rule in told["rules"] if rule["rule_id"] in all_rules()],
            progress=progress,
        )
    return differences(told, read_run(out))


def read_run(folder: Path) -> dict[str, Any]:
    """What a run recorded of itself."""
    try:
        told: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(f"“{folder.name}”不是一次筛查的结果：没有可读的 run.json。") from None
    if lacking := {"as_of", "engine", "rules", "batches", "pack", "digests"} - told.keys():
        raise InputError(f"“{folder.name}”的筛查没有记下 {'、'.join(sorted(lacking))}，不能重算；请重新筛查。")
    return told
