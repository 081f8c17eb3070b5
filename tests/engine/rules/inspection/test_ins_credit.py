"""INS-CREDIT: who is trusted is inspected less."""

from pathlib import Path

import pytest

from tests.engine.rules.spec import Row, lay_store, verdicts

PLAIN = {"trigger": "plan", "mode": "on_site", "party_kind": "organisation"}


def visits(agency: str, grade: str, parties: int, extra: int = 0, **other: str) -> list[Row]:
    """One inspection of each of so many parties, and `extra` more of the first."""
    names = [f"{agency}-{grade}-{n}" for n in range(parties)] + [f"{agency}-{grade}-0"] * extra
    given = {"started_at": "2026-03-02 09:00:00", "party_credit": grade, **PLAIN, **other}
    return [{"agency_id": agency, "party_uscc": name, **given} for name in names]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (visits("A", "a", 8, 1) + visits("A", "c", 8), "hit"),
        (visits("A", "a", 8, 1) + visits("A", "d", 8), "hit"),
        (visits("A", "a", 8) + visits("A", "c", 8), "clear"),
        (visits("A", "a", 8, 1) + visits("A", "c", 8, 1), "clear"),
        (visits("A", "a", 7, 9) + visits("A", "c", 8), "clear"),
        (visits("A", "a", 8, 1) + visits("A", "c", 7), "clear"),
        (visits("A", "a", 8, 1) + visits("A", "b", 8), "clear"),
        (visits("A", "a", 8, 1, started_at="2025-11-21 09:00:00") + visits("A", "c", 8), "clear"),
        (visits("A", "a", 8, 1, started_at="2025-11-22 09:00:00") + visits("A", "c", 8), "hit"),
        (visits("A", "a", 8, 1, trigger="complaint") + visits("A", "c", 8), "clear"),
        (visits("A", "a", 8, 1, is_recheck="是") + visits("A", "c", 8), "clear"),
        (visits("A", "a", 8, 1) + visits("A", "c", 8) + visits("A", "", 17), "hit"),
        (visits("A", "a", 8, 1) + visits("A", "c", 8) + visits("A", "", 18), "unknown"),
    ],
)
def test_means_per_party_are_compared(rows: list[Row], verdict: str, tmp_path: Path) -> None:
    lay_store(tmp_path, {"inspections": [{"inspection_id": f"I{n}", **row} for n, row in enumerate(rows)]}, {})
    found = verdicts("INS-CREDIT", tmp_path)
    assert found.get("A", {}).get("verdict", "clear") == verdict
