"""OFF-CONFLICT: nobody is at two places at once."""

from tests.engine.rules.spec import check

# Each officer is at 甲 from 10:00 to 11:00 (I-…) and somewhere else as named.
INSPECTIONS = """
inspection_id | agency_id | domain   | mode   | region_code | started_at          | ended_at
--------------|-----------|----------|--------|-------------|---------------------|--------------------
BASE          | A         | 城市管理 | 现场   | 411821      | 2026-03-02 10:00:00 | 2026-03-02 11:00:00
SIX           | A         | 城市管理 | 现场   | 411822      | 2026-03-02 10:54:59 | 2026-03-02 12:00:00
FIVE          | A         | 城市管理 | 现场   | 411822      | 2026-03-02 10:55:00 | 2026-03-02 12:00:00
SAME-PLACE    | A         | 城市管理 | 现场   | 411821      | 2026-03-02 10:00:00 | 2026-03-02 11:00:00
CITY          | A         | 城市管理 | 现场   | 411800      | 2026-03-02 10:00:00 | 2026-03-02 11:00:00
REMOTE        | A         | 城市管理 | 非现场 | 411822      | 2026-03-02 10:00:00 | 2026-03-02 11:00:00
NO-END        | A         | 城市管理 | 现场   | 411822      | 2026-03-02 10:00:00 | -
WITHIN        | A         | 城市管理 | 现场   | 411822      | 2026-03-02 10:10:00 | 2026-03-02 10:20:00
"""
OTHERS = {"six": "SIX", "five": "FIVE", "same-place": "SAME-PLACE", "city": "CITY", "remote": "REMOTE",
          "no-end": "NO-END", "within": "WITHIN", "clerk": "SIX"}  # fmt: skip


def test_six_minutes_in_two_counties() -> None:
    rows = ["act_kind | act_id | officer_id | role"]
    for officer, other in OTHERS.items():
        rows += [
            f"行政检查 | BASE | {officer} | 检查",
            f"行政检查 | {other} | {officer} | {'送达' if officer == 'clerk' else '检查'}",
        ]
    rows += ["行政检查 | BASE | measure | 检查", "行政强制 | C1 | measure | 实施强制"]
    found = check(
        "OFF-CONFLICT",
        "officers",
        """
        officer_id | verdict
        -----------|--------
        six        | hit
        five       | clear
        same-place | clear
        city       | clear
        remote     | clear
        no-end     | clear
        within     | hit
        clerk      | clear
        measure    | hit
        """,
        given={"agency_id": "A", "name": "甲"},
        beside={
            "inspections": INSPECTIONS,
            "coercions": """
            coercion_id | agency_id | domain   | kind     | region_code | started_at          | ended_at
            ------------|-----------|----------|----------|-------------|---------------------|--------------------
            C1          | A         | 城市管理 | 扣押财物 | 411822      | 2026-03-02 09:00:00 | 2026-03-02 10:30:00
            """,
            "act_officers": "\n".join(rows),
        },
    )
    assert "BASE、SIX" in found["six"]["explanation"]
    assert '"pairs": "1"' in found["six"]["evidence"]
    assert "C1、BASE" in found["measure"]["explanation"]
