"""Whoever is set beside others in a run is counted together: the more comparisons, the less one of them says."""

import tempfile
from pathlib import Path

from tests.engine.rules.discretion.test_dis_sim_owner import GIVEN, NORM, PRIVATE, STATE
from tests.engine.rules.spec import Row, lay_store, verdicts

# Eight of the state's own fined lower than all private parties, one amid them, one higher: by chance once in 220 times.
HIGH, LOW = list(range(600, 620, 2)), [*range(350, 358), 609, 700]


def fines() -> list[Row]:
    sides = ((PRIVATE, HIGH), (STATE, LOW))
    return [
        {**GIVEN, **side, "penalty_id": f"S{place}-{n}", "fine_yuan": str(fine), "decided_on": "2026-03-02"}
        for place, (side, lot) in enumerate(sides)
        for n, fine in enumerate(lot)
    ]


def served(officers: int) -> tuple[list[Row], list[Row]]:
    """Cases of so many officers with nothing remarkable about them (fifteen each), and who did them."""
    cases, people = [], []
    for officer in range(officers):
        for n in range(15):
            name = f"R{officer}-{n}"
            cases.append({**GIVEN, "penalty_id": name, "violation_code": "CG002", "party_uscc": name, "domain": "urban",
                          "fine_yuan": "300", "decided_on": "2026-03-02"})  # fmt: skip
            people.append({"act_kind": "penalty", "act_id": name, "officer_id": f"R{officer}", "role": "investigator"})
    return cases, people


def found(officers: int) -> set[str]:
    cases, people = served(officers)
    with tempfile.TemporaryDirectory() as folder:
        content = {"penalties": fines() + cases, "act_officers": people, "penalty_norms": [NORM]}
        lay_store(Path(folder), content, {})
        return set(verdicts("DIS-SIM-OWNER", Path(folder)))


def test_comparisons_of_officers_count_beside_those_of_owners() -> None:
    assert found(officers=1) == {"CG001|T1|所有制（民营、国有）"}
    assert found(officers=6) == set(), "thirteen comparisons: one in 220 may be chance"
