"""The order of units follows the published formula exactly; equal scores share a place."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fajian.campaigns.models import Campaign
from fajian.orgs.models import Unit, User
from fajian.reporting import ranking
from fajian.reporting.figures import Figures
from fajian.reporting.measures import month_of
from tests.campaigns.conftest import Browser

TODAY = timezone.localdate()
COUNTS = st.integers(0, 40)


def read(*rows: dict[str, int]) -> Figures:
    units = tuple(Unit(pk=n, name=f"{n}局", path=f"000{n}") for n in range(1, len(rows) + 1))
    by_unit = dict(enumerate(rows, 1))
    return Figures(month_of(TODAY, TODAY), units, by_unit, (), (), {}, 0, 0, 0)


def test_the_score_is_the_weighted_mean_of_exact_shares() -> None:
    numbers = {"expected": 8, "received": 7, "on_time": 6, "problems": 9, "closed": 3, "came_back": 1}
    wanted = (
        Fraction(30, 100) * Fraction(6, 8) + Fraction(20, 100) * Fraction(7, 8)
        + Fraction(35, 100) * Fraction(3, 9) + Fraction(15, 100) * Fraction(8, 9)
    )  # fmt: skip
    assert ranking.score(numbers) == wanted


def test_a_part_that_cannot_be_told_is_left_out_and_the_others_make_up_for_it() -> None:
    assert ranking.score({"expected": 4, "received": 4, "on_time": 2}) == (
        Fraction(30, 50) * Fraction(1, 2) + Fraction(20, 50)
    )
    assert ranking.score({}) is None


def test_thirds_that_look_alike_are_told_apart_and_equals_share_a_place() -> None:
    third = {"problems": 3, "closed": 1}
    nearly = {"problems": 30000, "closed": 9999}
    same = {"problems": 6, "closed": 2}
    places = ranking.ranked(read(nearly, third, same, {}))
    assert [(one.unit.name, one.place, one.shared) for one in places] == [
        ("2局", 1, True), ("3局", 1, True), ("1局", 3, False), ("4局", 0, False),
    ]  # fmt: skip


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=1, max_size=12))
def test_places_follow_scores_for_any_numbers(rows: list[tuple[int, int, int, int]]) -> None:
    given_ = [
        {"expected": a, "received": min(a, b), "on_time": min(a, b, c), "problems": d, "closed": min(c, d),
         "came_back": min(b, d)}
        for a, b, c, d in rows
    ]  # fmt: skip
    places = ranking.ranked(read(*given_))
    ranked = [one for one in places if one.place]
    for one in ranked:
        assert one.score is not None
        assert 0 <= one.score <= 1
        assert one.place == 1 + sum(other.score > one.score for other in ranked if other.score is not None)
    assert [one.place for one in ranked] == sorted(one.place for one in ranked)


@pytest.mark.django_db
def test_the_page_publishes_the_formula_and_units_do_not_see_it(
    busy: Campaign, people: dict[str, User], browser: Browser
) -> None:
    address = reverse("reporting:ranking", args=[busy.pk])
    shown = browser(people["leader"]).get(address).content.decode()
    assert "得分 = 100 ×（及时率 × 3/10 + 报送率 × 1/5 + 销号率 × 7/20 + 未反弹率 × 3/20）" in shown
    assert people["clerk"].unit.name in shown
    assert browser(people["clerk"]).get(address).status_code == 403
