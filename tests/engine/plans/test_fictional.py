"""Fictional plans over the grammar of the genre, clean and damaged: what was put in is found again."""

from __future__ import annotations

from types import ModuleType

import pytest

from fajian.engine.plans.compiler import compile_plan
from tests.engine.plans import corruptions
from tests.engine.plans.fictional import plan
from tests.engine.plans.scoring import SHARED, scorer

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder `shared` is not beside the project")
CLEAN, DAMAGED = 120, 40  # plans


@pytest.fixture(scope="module")
def score() -> ModuleType:
    return scorer()


@pytest.mark.parametrize("seed", range(CLEAN))
def test_a_fictional_plan_is_read_as_it_was_made(seed: int, score: ModuleType) -> None:
    text, gold = plan(seed)
    got = compile_plan(text).to_json()
    tallies, notes = score.score(gold, got)
    honest, _, all_quotes, without = score.honesty(got, text)
    assert score.overall(tallies) >= 0.97, "\n".join(notes)
    assert (honest, without) == (all_quotes, 0)


@pytest.mark.parametrize("kind", corruptions.KINDS)
@pytest.mark.parametrize("seed", range(CLEAN, CLEAN + DAMAGED))
def test_damage_of_the_page_costs_little(seed: int, kind: str, score: ModuleType) -> None:
    text, gold = corruptions.damaged(kind, *plan(seed), seed)
    got = compile_plan(text).to_json()
    tallies, notes = score.score(gold, got)
    honest, _, all_quotes, without = score.honesty(got, text)
    assert score.overall(tallies) >= 0.92, "\n".join(notes)
    assert (honest, without) == (all_quotes, 0)


def test_the_same_number_makes_the_same_plan_and_another_number_another() -> None:
    assert plan(7) == plan(7)
    assert len({plan(seed)[0] for seed in range(50)}) == 50
