"""DIS-SIM-OWNER: the same span for everybody."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.engine.rules.spec import lay_store, verdicts

GIVEN = {"outcome": "penalty", "procedure": "ordinary", "violation_code": "CG001", "tier_id": "T1", "norm_id": "N1",
         "agency_id": "A", "party_kind": "organisation", "penalty_kinds": "fine"}  # fmt: skip
NORM = {"norm_id": "N1", "citation": "某条例第一条", "fine_mode": "range", "min_yuan": "0", "max_yuan": "1000"}
PRIVATE, STATE = {"party_ownership": "private"}, {"party_ownership": "state"}


def judged(
    one: Sequence[int], other: Sequence[int], sides: tuple[dict[str, str], dict[str, str]] = (PRIVATE, STATE),
    decided_on: str = "2026-03-02",
) -> dict[str, dict[str, str]]:  # fmt: skip
    """Findings on two lots of fines (of 1000 at most), each with the columns of its side."""
    cases = [
        {**GIVEN, **side, "penalty_id": f"{place}-{n}", "fine_yuan": str(fine), "decided_on": decided_on}
        for place, (side, fines) in enumerate(zip(sides, (one, other), strict=True))
        for n, fine in enumerate(fines)
    ]
    agencies = [{"agency_id": "A", "name": "局", "region_code": "411821"}]
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"penalties": cases, "penalty_norms": [NORM], "agencies": agencies}, {})
        return verdicts("DIS-SIM-OWNER", Path(folder))


HIGH, LOW = [600 + n for n in range(10)], [350 + n for n in range(10)]
GROUP = "CG001|T1|所有制（民营、国有）"


def test_a_quarter_of_the_span_and_no_accident() -> None:
    found = judged(HIGH, LOW)
    assert set(found) == {GROUP}
    assert "民营经济促进法" in found[GROUP]["basis"]
    assert judged(LOW, HIGH) == {}, "harder on the state's own is not asked"
    assert judged([fine - 1 for fine in HIGH], LOW) == {}, "the medians lie less than a quarter apart"
    assert judged(HIGH[:9], LOW) == {}, "nine are too few"
    # As far apart in the middle, but half of the others were fined as high: that may be chance.
    assert judged([340] * 4 + [610] * 6, [345] * 6 + [900] * 4) == {}


def test_strangers_and_small_firms_are_compared_too() -> None:
    outside, local = {"party_region_code": "411822"}, {"party_region_code": "411821"}
    assert set(judged(HIGH, LOW, (outside, local))) == {"CG001|T1|地域（外地、本地）"}
    small, large = {"party_scale": "micro"}, {"party_scale": "large"}
    assert set(judged(HIGH, LOW, (small, large))) == {"CG001|T1|规模（小微、大中型）"}
    assert judged(HIGH, LOW, ({}, {})) == {}, "sides that nobody wrote down"


def test_two_years_count() -> None:
    assert judged(HIGH, LOW, decided_on="2024-11-21") == {}
    assert set(judged(HIGH, LOW, decided_on="2024-11-22")) == {GROUP}
