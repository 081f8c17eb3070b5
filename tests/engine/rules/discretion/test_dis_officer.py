"""DIS-OFFICER: one officer among others."""

import tempfile
from pathlib import Path

from tests.engine.rules.spec import lay_store, verdicts

GIVEN = {"procedure": "ordinary", "violation_code": "CG001", "tier_id": "T1", "norm_id": "N1", "agency_id": "A",
         "domain": "urban", "party_kind": "organisation"}  # fmt: skip
NORM = {"norm_id": "N1", "citation": "某条例第一条", "fine_mode": "range", "min_yuan": "100", "max_yuan": "1000"}


def judged(
    cases: int = 15, tops: int = 9, let_go: int = 0, others: int = 6, parties: int = 15, fine: int = 950,
    decided_on: str = "2026-03-02",
) -> dict[str, str]:  # fmt: skip
    """Verdicts on R0 with so many cases, fined at the top or let go, beside others with 20 cases, one at the top."""
    lots = [("R0", cases, tops, let_go, parties)] + [(f"R{n}", 20, 1, 1, 20) for n in range(1, others + 1)]
    body, people = [], []
    for officer, count, high, free, different in lots:
        for n in range(count):
            case = {**GIVEN, "penalty_id": f"{officer}-{n}", "party_uscc": f"{officer}-{n % different}"}
            case |= {"decided_on": decided_on, "outcome": "penalty", "fine_yuan": str(fine if n < high else 300)}
            if n >= count - free:
                case |= {"outcome": "no_penalty", "fine_yuan": ""}
            body.append(case)
            people.append({"act_kind": "penalty", "act_id": f"{officer}-{n}", "officer_id": officer,
                           "role": "investigator"})  # fmt: skip
    officers = [{"officer_id": lot[0], "agency_id": "A", "name": lot[0]} for lot in lots]
    with tempfile.TemporaryDirectory() as folder:
        content = {"penalties": body, "penalty_norms": [NORM], "act_officers": people, "officers": officers}
        lay_store(Path(folder), content, {})
        found = verdicts("DIS-OFFICER", Path(folder))
    return {officer: row["explanation"].split("问题：")[1] for officer, row in found.items()}


def test_far_more_at_the_top_than_others() -> None:
    assert judged() == {"R0": "顶格罚款偏多。"}
    assert judged(tops=2) == {}, "a few more are chance"
    assert judged(fine=949) == {}, "95 % of the highest begin at 950"
    assert judged(cases=14) == {}, "fourteen cases are too few"


def test_letting_go_and_few_parties() -> None:
    assert judged(tops=1, let_go=9) == {"R0": "不予处罚偏多。"}
    # Sixteen cases of four parties: 4 × (4/16)² = 0.25; of three: (6² + 5² + 5²) ÷ 16² = 0.34.
    assert judged(cases=16, tops=1, parties=4) == {}
    assert judged(cases=16, tops=1, parties=3) == {"R0": "当事人过于集中。"}


def test_three_years_count() -> None:
    assert judged(decided_on="2023-11-21") == {}
    assert judged(decided_on="2023-11-22") == {"R0": "顶格罚款偏多。"}
