"""The scorer beside the project (shared/plans/score.py), and the plans it has gold for."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).resolve().parents[4] / "shared" / "plans"


@cache
def scorer() -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("plan_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def real() -> list[tuple[Path, Path]]:
    """(gold, text) of the real plans."""
    return [(gold, SHARED / f"{gold.stem}.txt") for gold in sorted(SHARED.glob("gold/*.json"))]


def damaged() -> list[tuple[Path, Path]]:
    """(gold, text) of their damaged copies."""
    return [(gold, gold.with_suffix(".txt")) for gold in sorted(SHARED.glob("corrupted/*.json"))]


def unseen() -> list[tuple[Path, Path]]:
    """(gold, document) of the plans first met by the compiler after their gold was frozen: unseen/README.md."""
    folder = Path(__file__).parent / "unseen"
    return [(gold, folder / json.loads(gold.read_text("utf-8"))["source"]) for gold in sorted(folder.glob("*.json"))]
