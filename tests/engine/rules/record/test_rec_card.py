"""REC-CARD: what spot checks of recordings show, and whether there are any."""

import tempfile
from pathlib import Path

import pytest

from tests.engine.rules.spec import check, lay_store, verdicts


@pytest.mark.mechanisms("S000-26")
def test_one_no_is_enough() -> None:
    found = check(
        "REC-CARD",
        "recordings",
        """
        recording_id | checked_on | is_language_proper | is_id_shown | is_told | is_uniform_proper | verdict
        -------------|------------|--------------------|-------------|---------|-------------------|--------
        good         | 2026-03-09 | 是                 | 是          | 是      | 是                | clear
        no-card      | 2026-03-09 | 是                 | 否          | 是      | 是                | hit
        rude         | 2026-03-09 | 否                 | 是          | 是      | 是                | hit
        untold       | 2026-03-09 | 是                 | 是          | 否      | -                 | hit
        no-uniform   | 2026-03-09 | 是                 | 是          | 是      | 否                | hit
        part-unsaid  | 2026-03-09 | 是                 | 是          | 是      | -                 | unknown
        unchecked    | -          | 否                 | 否          | 否      | 否                | clear
        """,
        given={"act_kind": "行政检查", "act_id": "I1", "started_at": "2026-03-02 10:00:00"},
        beside={
            "inspections": """
            inspection_id | agency_id | domain
            --------------|-----------|---------
            I1            | A         | 城市管理
            """
        },
    )
    assert found["no-card"]["agency_id"] == "A"
    assert "未亮证" in found["no-card"]["explanation"]
    assert "第五十五条" in found["no-card"]["basis"]


def checked(acts: int, looked_at: int, *, delivered: bool = True, day: str = "2026-03-02") -> str | None:
    """The verdict on an agency with so many visits, so many of whose recordings were looked at."""
    visits = [
        {"inspection_id": f"I{n}", "agency_id": "A", "domain": "urban", "mode": "on_site",
         "started_at": f"{day} 10:00:00"}
        for n in range(acts)
    ]  # fmt: skip
    recordings = [
        {"recording_id": f"V{n}", "act_kind": "inspection", "act_id": f"I{n}", "checked_on": "2026-03-09",
         "is_language_proper": "是", "is_id_shown": "是", "is_told": "是", "is_uniform_proper": "是"}
        for n in range(looked_at)
    ]  # fmt: skip
    told = [{"agency_id": "A", "sheet": "recordings", "covers_from_on": "2025-01-01", "covers_to_on": "2026-12-31"}]
    content = {"inspections": visits, "recordings": recordings, "agencies": [{"agency_id": "A", "name": "局"}]}
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), content | ({"deliveries": told} if delivered else {}), {})
        found = verdicts("REC-CARD", Path(folder))
    return found["A"]["verdict"] if found else None


def test_a_tenth_of_what_happens_on_site_is_looked_at() -> None:
    assert checked(20, 2) is None
    assert checked(20, 1) == "hit"
    assert checked(9, 0) is None, "nine acts are too few"
    assert checked(10, 0) == "hit"
    assert checked(20, 1, delivered=False) == "unknown"
    assert checked(20, 2, delivered=False) is None
    assert checked(20, 0, day="2025-11-21") is None, "a year is over"
    assert checked(20, 0, day="2025-11-22") == "hit"
