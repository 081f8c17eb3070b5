"""What the engine proposes to a doubt is what the page proposes."""

from __future__ import annotations

import pytest

from fajian import content
from fajian.campaigns.answers import question
from fajian.engine.plans.compiler import compile_plan
from tests.engine.plans import corruptions
from tests.engine.plans.fictional import plan

TEXTS = [
    content.path("plans", "sample.txt").read_text("utf-8"),
    *(plan(seed)[0] for seed in range(300, 340)),
    *(corruptions.glued(plan(seed)[0], seed) for seed in range(340, 380)),
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_page_proposes_what_the_engine_proposes(text: str) -> None:
    for doubt in compile_plan(text).doubts:
        assert doubt.proposal is not None
        assert doubt.proposal.reason
        asked = question(doubt)
        assert asked.proposal in (doubt.proposal.says, "")  # "": the page asks for an answer of one's own
        assert asked.proposed in (doubt.proposal.on, None)
