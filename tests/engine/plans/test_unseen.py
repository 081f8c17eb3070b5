"""Plans first met after their gold was frozen (unseen/README.md): what was learnt from them stays learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fajian.engine.office import documents
from fajian.engine.plans.compiler import compile_plan
from tests.engine.plans.scoring import SHARED, scorer, unseen

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder `shared` is not beside the project")
FLOOR = 0.97


@pytest.mark.parametrize(("gold", "source"), unseen(), ids=[gold.stem for gold, _ in unseen()])
def test_a_plan_met_late_is_read_as_its_gold_says(gold: Path, source: Path) -> None:
    text = documents.read(source)
    got = compile_plan(text).to_json()
    tallies, notes = scorer().score(json.loads(gold.read_text("utf-8")), got)
    honest, _, all_quotes, without = scorer().honesty(got, text)
    assert scorer().overall(tallies) >= FLOOR, "\n".join(notes)
    assert (honest, without) == (all_quotes, 0)
