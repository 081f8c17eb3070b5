"""The installation's warehouse: which batches count, folders of links over them, and how a finished one comes in."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from fajian.engine.store import links
from fajian.engine.store.connect import MANIFESTS
from fajian.records.models import ImportBatch

REPORTS = "reports"
SCRATCH = "importing"


def folder() -> Path:
    """Where the Parquet files lie; made on first use, readable by its owner only."""
    place: Path = settings.FAJIAN_DATA / "warehouse"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def standing() -> list[str]:
    """The codes of the batches that count: imported and not withdrawn, as the database has it."""
    return list(ImportBatch.objects.filter(state="imported").order_by("code").values_list("code", flat=True))


@contextmanager
def alone() -> Iterator[None]:
    """While inside, no other process brings anything into the warehouse; a dead process leaves no lock behind."""
    with (folder() / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def linked(target: Path, codes: Iterable[str]) -> Path:
    """A store of hard links to these batches: nothing that comes or goes afterwards changes what is read there."""
    return links.link(folder(), target, [code for code in codes if manifest_of(code) is not None])


def manifest_of(code: str) -> dict[str, Any] | None:
    """What a batch brought; None while it is not whole."""
    return _read(_manifest(folder(), code))


def report_of(code: str) -> dict[str, Any] | None:
    """What its import said (counts, faults), kept until the database has it."""
    return _read(folder() / REPORTS / f"{code}.json")


def publish(work: Path, code: str, report: dict[str, Any]) -> None:
    """Move a finished batch from its own store into the warehouse; with the manifest, which comes last, it exists.

    Each file is on the disk before its name is, and a name that is there already is replaced: half of it done once
    and all of it done later is the same as once.
    """
    store, manifest = folder(), _read(_manifest(work, code))
    assert manifest is not None
    for name in manifest["tables"]:
        source, place = work / name / f"{code}.parquet", store / name
        place.mkdir(exist_ok=True, mode=0o700)
        _sync(source)
        os.replace(source, place / source.name)
        _sync(place)
    _write(store / REPORTS / f"{code}.json", report)
    _write(_manifest(store, code), manifest)


def forget_report(code: str) -> None:
    """The database has it: the report's values need not lie about."""
    (folder() / REPORTS / f"{code}.json").unlink(missing_ok=True)


def mark_withdrawn(code: str, on: dt.date) -> None:
    """Say in the manifest that the batch is withdrawn, for whoever reads the store without the database."""
    manifest = manifest_of(code)
    if manifest is not None and not manifest.get("withdrawn_on"):
        _write(_manifest(folder(), code), manifest | {"withdrawn_on": on.isoformat()})


def scratch(code: str) -> Path:
    """A new folder on the warehouse's own disk for one import."""
    place: Path = settings.FAJIAN_DATA / SCRATCH / code
    place.mkdir(parents=True, mode=0o700)
    return place


def sweep() -> None:
    """Remove what killed imports left: to be called `alone`, when no other import is on its way."""
    shutil.rmtree(settings.FAJIAN_DATA / SCRATCH, ignore_errors=True)


def _manifest(store: Path, code: str) -> Path:
    return store / MANIFESTS / f"{code}.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found


def _write(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    os.replace(draft, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
