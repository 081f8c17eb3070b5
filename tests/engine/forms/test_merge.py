"""Issued, come back, as it stands now: whoever changed a cell alone wins, two who did are shown to a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.forms.merge import merge, same
from fajian.engine.forms.takeback import Row, Value

ISSUED: dict[str, dict[str, Value]] = {"entry:1": {"a": "甲", "b": 1}}


def row(key: str = "entry:1", **cells: Value) -> Row:
    return Row("台账", 5, key, cells)


@pytest.mark.parametrize(
    ("theirs", "ours", "outcome"),
    [
        ("甲", "甲", "unchanged"),
        ("乙", "甲", "change"),
        ("甲", "乙", "unchanged"),
        ("乙", "乙", "unchanged"),
        ("乙", "丙", "conflict"),
        (None, "甲", "change"),
        (None, "丙", "conflict"),
        (" 甲\r\n", "甲", "unchanged"),
    ],
)
def test_one_cell(theirs: Value, ours: Value, outcome: str) -> None:
    found = merge([row(a=theirs, b=1)], issued=ISSUED, now={"entry:1": {"a": ours, "b": 1}})
    assert bool(found.changes) == (outcome == "change")
    assert bool(found.conflicts) == (outcome == "conflict")
    assert found.unchanged == (outcome == "unchanged")


def test_without_knowledge_of_what_was_issued_every_difference_is_shown() -> None:
    found = merge([row(a="乙")], issued={}, now=ISSUED)
    assert [(c.theirs, c.ours, c.issued) for c in found.conflicts] == [("乙", "甲", None)]


def test_rows_left_out_of_the_file_stay() -> None:
    found = merge([], issued=ISSUED, now=ISSUED)
    assert found.absent == ("entry:1",)
    assert found.changes == found.conflicts == ()


def test_an_emptied_row_is_shown_and_stays() -> None:
    found = merge([row(a=None, b=None)], issued=ISSUED, now=ISSUED)
    assert len(found.emptied) == 1
    assert found.changes == ()


def test_a_row_that_stands_twice_or_is_nobodys_is_refused_whole() -> None:
    found = merge([row(a="乙"), row(a="丙"), row("entry:9", a="丁")], issued=ISSUED, now=ISSUED)
    assert len(found.refused) == 3
    assert found.changes == ()
    assert "出现了几次" in found.refused[0][1]
    assert "不在本台账里" in found.refused[2][1]


def test_a_row_without_a_key_is_new() -> None:
    assert merge([row("", a="新")], issued=ISSUED, now=ISSUED).new[0].cells["a"] == "新"


VALUES = st.none() | st.sampled_from(["甲", "乙", "丙", "无", " 甲 "]) | st.integers(0, 3)


@given(VALUES, VALUES, VALUES)
def test_a_cell_is_never_silently_overwritten(issued: Value, theirs: Value, ours: Value) -> None:
    found = merge([row(a=theirs, b=1)], issued={"entry:1": {"a": issued, "b": 1}}, now={"entry:1": {"a": ours, "b": 1}})
    if found.changes:
        assert same(ours, issued)
    elif not found.conflicts:
        assert same(theirs, ours) or same(theirs, issued)
