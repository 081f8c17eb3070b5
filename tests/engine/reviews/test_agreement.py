"""Krippendorff's alpha against published values, and drift."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fajian.engine.reviews.agreement import alpha, drift, interval

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units.
PUBLISHED = [
    (1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4), (1, 1, 2, 1),
    (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,),
]  # fmt: skip


def test_it_is_what_was_published() -> None:
    assert alpha(PUBLISHED) == pytest.approx(0.743, abs=0.0005)
    assert alpha(PUBLISHED, interval) == pytest.approx(0.849, abs=0.0005)


def test_two_observers_as_published() -> None:
    # Example A of the same paper: ten units, two values.
    one, other = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert alpha(zip(one, other, strict=True)) == pytest.approx(0.095, abs=0.0005)


def test_agreement_is_one_and_constant_or_single_answers_have_none() -> None:
    assert alpha([("good", "good"), ("short", "short")]) == 1
    assert alpha([("good", "good"), ("good", "good")]) is None
    assert alpha([("good",), ("short",)]) is None
    assert alpha([]) is None


def test_scores_near_each_other_agree_more_than_scores_apart() -> None:
    near = alpha([(Decimal("90.5"), Decimal(90)), (Decimal(60), Decimal(61))], interval)
    apart = alpha([(Decimal(90), Decimal(61)), (Decimal(60), Decimal(90))], interval)
    assert near is not None
    assert apart is not None
    assert near > 0.99
    assert apart < 0


def test_drift_is_the_mean_difference_and_tells_the_later_half_apart() -> None:
    files = [[("strict", 80), ("mild", 90)], [("strict", 80), ("mild", 94), ("third", 86)], [("alone", 70)]]
    found = drift(files)
    assert found["strict"].files == 2
    assert found["strict"].mean == -10
    assert (found["mild"].earlier, found["mild"].later) == (10, 11)
    assert (found["third"].mean, found["third"].earlier) == (-1, None)
    assert "alone" not in found
