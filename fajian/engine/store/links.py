"""A store of its own over some batches of another: what comes or goes there afterwards changes nothing here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fajian.engine.faults import InputError
from fajian.engine.store.connect import MANIFESTS, manifests
from fajian.engine.store.parties import KEY_FILE, party_key


def link(store: Path, target: Path, batches: Iterable[str]) -> Path:
    """Hard links (copies where the disk has none) to these batches, also to those withdrawn since. Returns `target`.

    InputError if one of them is not there.
    """
    party_key(store)
    (target / MANIFESTS).mkdir(parents=True)
    _put(store / KEY_FILE, target / KEY_FILE)
    for batch in batches:
        manifest = read_manifest(store, batch)
        if manifest is None:
            raise InputError(f"数据仓里没有批次“{batch}”，请从备份恢复。")
        for name in manifest["tables"]:
            (target / name).mkdir(exist_ok=True)
            _put(store / name / f"{batch}.parquet", target / name / f"{batch}.parquet")
        manifest.pop("withdrawn_on", None)
        said = json.dumps(manifest, ensure_ascii=False, indent=1)
        (target / MANIFESTS / f"{batch}.json").write_text(said, encoding="utf-8")
    return target


def read_manifest(store: Path, batch: str) -> dict[str, Any] | None:
    """What a batch brought; None while it is not whole."""
    try:
        found: dict[str, Any] = json.loads((store / MANIFESTS / f"{batch}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found


def batch_digests(store: Path) -> dict[str, str]:
    """By batch that counts: what tells that it is the same batch, whether withdrawn later or not."""
    return {manifest["batch"]: _digest(manifest) for manifest in manifests(store)}


def batch_tables(store: Path) -> dict[str, list[str]]:
    """By batch that counts: the tables it has."""
    return {manifest["batch"]: sorted(manifest["tables"]) for manifest in manifests(store)}


def _digest(manifest: dict[str, Any]) -> str:
    kept = {name: value for name, value in manifest.items() if name != "withdrawn_on"}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _put(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        if not source.exists():
            raise
        shutil.copy2(source, target)
