"""The source with every quotation marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.campaigns.marks import KINDS, Mark, is_open, marks, pieces
from fajian.engine.plans.compiler import compile_plan
from tests.campaigns.conftest import HANDED_OVER, sample, shared


@pytest.mark.parametrize("name", ["sample", *HANDED_OVER])
def test_every_element_of_a_plan_has_its_place_and_the_text_stays_whole(name: str) -> None:
    text = sample() if name == "sample" else shared(name)
    plan = compile_plan(text)
    shown = list(pieces(text, marks(text, plan), is_open(plan.doubts, [])))
    assert "".join(piece.text for piece in shown) == text
    begun = [anchor for piece in shown for anchor in piece.begins]
    wanted = [f"{kind}-{i}" for field, kind in KINDS.items() for i in range(len(getattr(plan, field)))]
    assert sorted(begun) == sorted([*wanted, *(["period-0"] if plan.period else [])])
    assert {f"doubt-{i}" for i in range(len(plan.doubts))} <= {piece.to for piece in shown}


def test_where_quotations_overlap_the_shortest_leads_and_an_open_doubt_goes_before_all() -> None:
    found = [Mark("task-0", 0, 10), Mark("annex-0", 4, 6), Mark("doubt-0", 2, 8)]
    told = [(piece.text, piece.to, piece.doubtful) for piece in pieces("0123456789", found)]
    assert told == [
        ("01", "task-0", False), ("23", "doubt-0", False), ("45", "annex-0", False), ("67", "doubt-0", False),
        ("89", "task-0", False),
    ]  # fmt: skip
    leading = [piece.to for piece in pieces("0123456789", found, frozenset({"doubt-0"}))]
    assert leading == ["task-0", "doubt-0", "doubt-0", "doubt-0", "task-0"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_no_marks_whatever_lose_or_double_a_character(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(a, b) for a, b in spans if a < b <= len(text)]
    shown = list(pieces(text, [Mark(f"task-{i}", a, b) for i, (a, b) in enumerate(inside)]))
    assert "".join(piece.text for piece in shown) == text
    assert sorted(anchor for piece in shown for anchor in piece.begins) == sorted(
        f"task-{i}" for i in range(len(inside))
    )
