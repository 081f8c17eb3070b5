"""DIS-SIM-SPREAD: like cases get like fines."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.engine.rules.spec import lay_store, verdicts

GIVEN = {"outcome": "给予处罚", "procedure": "普通程序", "violation_code": "CG001", "tier_id": "T1"}
GIVEN |= {"party_kind": "法人及非法人组织", "decided_on": "2026-03-02"}
GROUP = "CG001|T1|organisation"


def judged(fines: Sequence[int], **given: str) -> dict[str, str]:
    """Verdicts on one group of like cases; the cases are called F and their place among the fines."""
    cases = [{**GIVEN, **given, "penalty_id": f"F{n}", "fine_yuan": str(fine)} for n, fine in enumerate(fines)]
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"penalties": cases}, {})
        return {record: row["verdict"] for record, row in verdicts("DIS-SIM-SPREAD", Path(folder)).items()}


def test_a_group_is_wide_from_six_tenths_of_the_median() -> None:
    # Distances from 74130 are 0, 0, 30000 four times, 0 …: MAD 30000, and 1.4826 × 30000 = 0.6 × 74130.
    wide = [44130, 44130, 44130, 74130, 74130, 104130, 104130, 104130]
    assert judged(wide) == {GROUP: "hit"}
    assert judged([fine + 1 for fine in wide]) == {}, "a yuan more at the median is just narrow enough"
    assert judged(wide[:7]) == {}, "seven cases are too few"


def test_a_case_far_from_the_median_is_a_hit() -> None:
    # Median 100000, MAD 1000: 3.5 × 1.4826 × 1000 = 5189.1.
    near = [99000, 99000, 99000, 100000, 100000, 101000, 101000, 101000]
    assert judged([*near, 105189]) == {}
    assert judged([*near, 105190]) == {"F8": "hit"}
    assert judged([*near, 94810]) == {"F8": "hit"}


def test_where_most_fines_are_the_same_half_the_median_is_far() -> None:
    same = [1000] * 8
    assert judged([*same, 1500]) == {"F8": "hit"}
    assert judged([*same, 1499]) == {}


def test_only_ordinary_cases_of_two_years_with_a_step_count() -> None:
    far = [1000] * 8 + [5000]
    assert judged(far) == {"F8": "hit"}
    assert judged(far, decided_on="2024-11-21") == {}
    assert judged(far, decided_on="2024-11-22") == {"F8": "hit"}
    assert judged(far, procedure="简易程序") == {}
    assert judged(far, tier_id="") == {}


def test_a_blank_violation_or_party_cannot_be_compared() -> None:
    assert judged([1000], violation_code="") == {"F0": "unknown"}
    assert judged([1000], party_kind="") == {"F0": "unknown"}
    assert judged([0], party_kind="") == {}
