"""The three plans and their damaged copies against the gold, measured by the scorer beside the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fajian.engine.plans.compiler import compile_plan
from tests.engine.plans.scoring import SHARED, damaged, real, scorer

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder `shared` is not beside the project")
CASES = [*((*pair, 0.97) for pair in real()), *((*pair, 0.92) for pair in damaged())]


@pytest.mark.parametrize(("gold", "source", "bar"), CASES, ids=[source.name for _, source, _ in CASES])
def test_a_plan_is_read_as_the_gold_says_and_every_quote_is_in_it(gold: Path, source: Path, bar: float) -> None:
    text = source.read_bytes().decode("utf-8")
    got = compile_plan(text).to_json()
    tallies, notes = scorer().score(json.loads(gold.read_text("utf-8")), got)
    honest, _, all_quotes, without = scorer().honesty(got, text)
    assert scorer().overall(tallies) >= bar, "\n".join(notes)
    assert (honest, without) == (all_quotes, 0)
