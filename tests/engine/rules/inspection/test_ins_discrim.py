"""INS-DISCRIM: who promised is not watched closer."""

from pathlib import Path

import pytest

from tests.engine.rules.spec import Row, lay_store, verdicts

DECIDED = "2025-03-03"
LAST, AFTER = "2026-03-03 09:00:00", "2026-03-04 09:00:00"


def permits(
    mode: str, cases: int, seen: int, day: str = LAST, decided: str = DECIDED, **other: str
) -> tuple[list[Row], list[Row]]:
    """So many permits, the holder of each inspected `seen` times on that day."""
    names = [f"{mode}-{n}" for n in range(cases)]
    held = [{"licence_id": name, "agency_id": "A", "mode": mode, "result": "granted", "decided_on": decided,
             "party_uscc": name, **other} for name in names]  # fmt: skip
    calls = [{"inspection_id": f"{name}-{n}", "agency_id": "A", "party_uscc": name, "party_kind": "organisation",
              "started_at": day} for name in names for n in range(seen)]  # fmt: skip
    return held, calls


@pytest.mark.parametrize(
    ("promised", "ordinary", "verdict"),
    [
        (permits("promise", 10, 3), permits("normal", 10, 1), "hit"),
        (permits("promise", 10, 2), permits("normal", 10, 1), "clear"),
        (permits("promise", 10, 2), permits("normal", 10, 0), "hit"),
        (permits("promise", 10, 1), permits("normal", 10, 0), "clear"),
        (permits("promise", 9, 3), permits("normal", 10, 1), "clear"),
        (permits("promise", 10, 3), permits("normal", 9, 1), "clear"),
        (permits("promise", 10, 3, day=AFTER), permits("normal", 10, 1), "clear"),
        (permits("promise", 10, 3, day="2025-03-03 09:00:00"), permits("normal", 10, 1), "clear"),
        (permits("promise", 10, 3, decided="2025-11-22", day="2026-01-05 09:00:00"), permits("normal", 10, 1), "clear"),
        (permits("promise", 10, 3, party_uscc=""), permits("normal", 9, 1), "unknown"),
    ],
)
def test_medians_are_compared(
    promised: tuple[list[Row], list[Row]], ordinary: tuple[list[Row], list[Row]], verdict: str, tmp_path: Path
) -> None:
    held, calls = (one + other for one, other in zip(promised, ordinary, strict=True))
    lay_store(tmp_path, {"licences": held, "inspections": calls}, {})
    found = verdicts("INS-DISCRIM", tmp_path)
    assert found.get("A", {}).get("verdict", "clear") == verdict
