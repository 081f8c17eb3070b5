"""REC-AV-SINGLE: police who act alone record it."""

from tests.engine.rules.spec import check

PEOPLE = """
act_kind | act_id      | officer_id | role     | acted_on
---------|-------------|------------|----------|-----------
行政处罚 | silent      | R1         | 调查     | 2026-03-02
行政处罚 | recorded    | R1         | 调查     | 2026-03-02
行政处罚 | two         | R1         | 调查     | 2026-03-02
行政处罚 | two         | R2         | 调查     | 2026-03-02
行政处罚 | twice       | R1         | 调查     | 2026-03-02
行政处罚 | twice       | R1         | 检查     | 2026-03-02
行政处罚 | nameless    | R1         | 调查     | 2026-03-02
行政处罚 | nameless    | -          | 调查     | 2026-03-02
行政处罚 | role-unsaid | R1         | 调查     | 2026-03-02
行政处罚 | role-unsaid | R2         | -        | 2026-03-02
行政处罚 | with-clerk  | R1         | 调查     | 2026-03-02
行政处罚 | with-clerk  | R2         | 送达     | 2026-03-02
行政处罚 | undelivered | R1         | 调查     | 2026-03-02
行政处罚 | before      | R1         | 调查     | 2025-12-31
行政处罚 | first-day   | R1         | 调查     | 2026-01-01
行政处罚 | ordinary    | R1         | 调查     | 2026-03-02
行政处罚 | urban       | R1         | 调查     | 2026-03-02
行政强制 | whole       | R1         | 实施强制 | 2026-03-02
行政强制 | a-second    | R1         | 实施强制 | 2026-03-02
行政强制 | none        | R1         | 实施强制 | 2026-03-02
行政强制 | end-unsaid  | R1         | 实施强制 | 2026-03-02
行政强制 | sealed      | R1         | 实施强制 | 2026-03-02
"""
BESIDE = {
    "act_officers": PEOPLE,
    "recordings": """
    recording_id | act_kind | act_id     | started_at          | ended_at
    -------------|----------|------------|---------------------|--------------------
    V1           | 行政处罚 | recorded   | 2026-03-02 10:00:00 | 2026-03-02 10:05:00
    V2           | 行政强制 | whole      | 2026-03-02 10:00:00 | 2026-03-02 10:30:00
    V3           | 行政强制 | a-second   | 2026-03-02 10:00:00 | 2026-03-02 10:29:59
    V4           | 行政强制 | end-unsaid | 2026-03-02 10:00:00 | 2026-03-02 10:30:00
    """,
    "deliveries": """
    agency_id | sheet    | covers_from_on | covers_to_on
    ----------|----------|----------------|-------------
    P         | 音像记录 | 2025-01-01     | 2026-12-31
    """,
}


def test_a_fine_on_the_spot_by_one() -> None:
    found = check(
        "REC-AV-SINGLE",
        "penalties",
        """
        penalty_id  | agency_id | domain   | procedure | decided_on | verdict
        ------------|-----------|----------|-----------|------------|--------
        silent      | P         | 公安     | 简易程序  | 2026-03-02 | hit
        recorded    | P         | 公安     | 简易程序  | 2026-03-02 | clear
        two         | P         | 公安     | 简易程序  | 2026-03-02 | clear
        twice       | P         | 公安     | 简易程序  | 2026-03-02 | hit
        nameless    | P         | 公安     | 简易程序  | 2026-03-02 | unknown
        role-unsaid | P         | 公安     | 简易程序  | 2026-03-02 | unknown
        with-clerk  | P         | 公安     | 简易程序  | 2026-03-02 | hit
        undelivered | Q         | 公安     | 简易程序  | 2026-03-02 | unknown
        nobody      | P         | 公安     | 简易程序  | 2026-03-02 | unknown
        before      | P         | 公安     | 简易程序  | 2025-12-31 | clear
        first-day   | P         | 公安     | 简易程序  | 2026-01-01 | hit
        ordinary    | P         | 公安     | 普通程序  | 2026-03-02 | clear
        urban       | P         | 城市管理 | 简易程序  | 2026-03-02 | clear
        """,
        given={"outcome": "给予处罚"},
        beside=BESIDE,
    )
    assert found["silent"]["wording"] == "涉嫌违法"


def test_a_seizure_by_one_is_recorded_to_the_second() -> None:
    check(
        "REC-AV-SINGLE",
        "coercions",
        """
        coercion_id | kind                       | ended_at            | verdict
        ------------|----------------------------|---------------------|--------
        whole       | 扣押财物                   | 2026-03-02 10:30:00 | clear
        a-second    | 扣押财物                   | 2026-03-02 10:30:00 | hit
        none        | 扣押财物                   | 2026-03-02 10:30:00 | hit
        end-unsaid  | 扣押财物                   | -                   | unknown
        sealed      | 查封场所设施或者财物       | 2026-03-02 10:30:00 | clear
        """,
        given={"agency_id": "P", "domain": "公安", "started_at": "2026-03-02 10:00:00"},
        beside=BESIDE,
    )
