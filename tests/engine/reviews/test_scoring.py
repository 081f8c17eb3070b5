"""Marks → score → the file's result."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.reviews.scoring import (
    ABSENT,
    GOOD,
    SHORT,
    Mark,
    Score,
    Sheet,
    agree,
    changed,
    faults,
    outcome,
    score,
)
from fajian.engine.reviews.standards import newest

STANDARD = newest()["penalties"]
ITEMS = {item.code: item for item in STANDARD.items}


def sheet(vetoes: dict[str, str] | None = None, **marks: Mark) -> Sheet:
    """Everything met but what is named."""
    return Sheet({code: Mark(GOOD) for code in ITEMS} | marks, vetoes or {})


def short(points: str, reason: str = "缺") -> Mark:
    return Mark(SHORT, Decimal(points), reason)


def test_items_that_rightly_are_not_there_are_left_out_and_the_rest_is_scaled() -> None:
    found = score(
        STANDARD, sheet(C1=Mark(ABSENT, reason="没有强制措施"), C2=Mark(ABSENT, reason="没有"), K1=short("4.5"))
    )
    assert (found.applicable, found.deducted) == (Decimal(94), Decimal("4.5"))
    assert found.score == Decimal("95.21")  # 100 × 89.5 ÷ 94 = 95.2127…
    assert found.grade == "优秀"


def test_half_a_cent_rounds_up() -> None:
    # 100 × (80 − 0.5) ÷ 80 = 99.375
    gone = {code: Mark(ABSENT, reason="没有") for code in ("C1", "C2", "E2", "E3", "E4", "E6", "X2", "X3")}
    assert score(STANDARD, sheet(**gone, K1=short("0.5"))).score == Decimal("99.38")


def test_a_veto_fails_the_file_whatever_the_score() -> None:
    found = score(STANDARD, sheet({"V6": "没有告知"}))
    assert (found.score, found.grade, found.vetoes) == (Decimal(100), "不合格", ("V6",))


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark(""), "还没有评"),
        (Mark(ABSENT, reason="没有"), "不能按合理缺项"),
        (short("2", ""), "写明理由"),
        (Mark(GOOD, Decimal(1)), "结论不是“扣分”"),
        (short("0"), "大于0"),
        (short("7"), "不超过本项6分"),
        (short("1.2"), "0.5分为一档"),
    ],
)
def test_a_sheet_with_a_fault_has_no_score(mark: Mark, said: str) -> None:
    found = faults(STANDARD, sheet(K1=mark))
    assert list(found) == ["K1"]
    assert said in found["K1"]
    with pytest.raises(InputError, match="K1"):
        score(STANDARD, sheet(K1=mark))


def test_an_item_nobody_marked_and_a_veto_without_a_reason_are_faults() -> None:
    assert list(faults(STANDARD, Sheet({}, {}))) == list(ITEMS)
    assert faults(STANDARD, sheet({"V1": ""})) == {"V1": "否决项属实须写明事实和依据。"}


def points(number: str, *vetoes: str) -> Score:
    return Score(Decimal(number), Decimal(100), 100 - Decimal(number), vetoes, "")


def test_a_gap_of_ten_is_still_agreement_and_vetoes_must_be_the_same() -> None:
    assert agree(STANDARD, points("90"), points("80"))
    assert not agree(STANDARD, points("90"), points("79.99"))
    assert not agree(STANDARD, points("90", "V1"), points("90"))
    assert agree(STANDARD, points("90", "V1"), points("85", "V1"))


def test_of_three_the_nearest_two_count_and_most_decide_on_a_veto() -> None:
    found = outcome(STANDARD, [points("95"), points("70", "V6"), points("72", "V6")])
    assert (found.score, found.grade, found.vetoes, found.counted) == (Decimal(71), "不合格", ("V6",), (1, 2))
    found = outcome(STANDARD, [points("95", "V6"), points("70"), points("90")])
    assert (found.score, found.grade, found.vetoes, found.counted) == (Decimal("92.50"), "优秀", (), (0, 2))
    with pytest.raises(ValueError, match="1 scores"):
        outcome(STANDARD, [points("95")])


def test_of_two_only_a_veto_both_see_holds() -> None:
    assert outcome(STANDARD, [points("95", "V6"), points("91")]).vetoes == ()
    assert outcome(STANDARD, [points("95", "V6"), points("91", "V6")]).vetoes == ("V6",)


def test_what_a_recheck_does_not_uphold_falls_out() -> None:
    before = sheet({"V6": "没有告知"}, K1=short("2"))
    after = changed(before, {"K1": Mark(GOOD)}, ["V6"])
    assert score(STANDARD, after).grade == "优秀"
    assert score(STANDARD, before).grade == "不合格"


MARKS = st.fixed_dictionaries(
    {
        code: st.one_of(
            st.just(Mark(GOOD)),
            st.integers(1, int(item.points * 2)).map(lambda n: Mark(SHORT, Decimal(n) / 2, "缺")),
            *([st.just(Mark(ABSENT, reason="没有"))] if item.optional else []),
        )
        for code, item in ITEMS.items()
    }
)


@given(MARKS)
def test_a_score_lies_between_0_and_100_and_never_rises_by_a_deduction(marks: dict[str, Mark]) -> None:
    found = score(STANDARD, Sheet(marks, {}))
    assert 0 <= found.score <= 100
    better = {code: Mark(GOOD) if mark.verdict == SHORT else mark for code, mark in marks.items()}
    assert score(STANDARD, Sheet(better, {})).score == 100
