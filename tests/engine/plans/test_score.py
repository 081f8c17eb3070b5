"""The three plans and their damaged copies against the gold, measured by the scorer beside the project."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from fajian.engine.plans.compiler import compile_plan

PLANS = Path(__file__).resolve().parents[4] / "shared" / "plans"
pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the folder `shared` is not beside the project")
CASES = [
    *((gold, PLANS / f"{gold.stem}.txt", 0.97) for gold in sorted(PLANS.glob("gold/*.json"))),
    *((gold, gold.with_suffix(".txt"), 0.92) for gold in sorted(PLANS.glob("corrupted/*.json"))),
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plan_score", PLANS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("gold", "source", "bar"), CASES, ids=[source.name for _, source, _ in CASES])
def test_a_plan_is_read_as_the_gold_says_and_every_quote_is_in_it(
    gold: Path, source: Path, bar: float, scorer: ModuleType
) -> None:
    text = source.read_bytes().decode("utf-8")
    got = compile_plan(text).to_json()
    tallies, notes = scorer.score(json.loads(gold.read_text("utf-8")), got)
    honest, _, all_quotes, without = scorer.honesty(got, text)
    assert scorer.overall(tallies) >= bar, "\n".join(notes)
    assert (honest, without) == (all_quotes, 0)
