"""INS-JOINT: agencies come together."""

from tests.engine.rules.spec import check


def test_three_agencies_in_thirty_days() -> None:
    found = check(
        "INS-JOINT",
        "inspections",
        """
        inspection_id | agency_id | party_uscc | trigger  | started_at          | joint_id | verdict
        --------------|-----------|------------|----------|---------------------|----------|--------
        P1            | A         | P          | 年度计划 | 2025-09-01 09:00:00 | -        | clear
        P2            | B         | P          | 双随机   | 2025-09-10 09:00:00 | -        | clear
        P3-thirtieth  | C         | P          | 年度计划 | 2025-10-01 09:00:00 | -        | hit
        Q1            | A         | Q          | 年度计划 | 2025-09-01 09:00:00 | -        | clear
        Q2            | B         | Q          | 双随机   | 2025-09-10 09:00:00 | -        | clear
        Q3-later      | C         | Q          | 年度计划 | 2025-10-02 09:00:00 | -        | clear
        R1            | A         | R          | 年度计划 | 2025-09-01 09:00:00 | -        | clear
        R2            | B         | R          | 双随机   | 2025-09-02 09:00:00 | -        | clear
        R3-again      | B         | R          | 双随机   | 2025-09-03 09:00:00 | -        | clear
        R4-joint      | C         | R          | 双随机   | 2025-09-04 09:00:00 | J1       | clear
        R5-complaint  | C         | R          | 投诉举报 | 2025-09-05 09:00:00 | -        | clear
        R6-unsaid     | C         | R          | -        | 2025-09-06 09:00:00 | -        | unknown
        S1            | A         | S          | 年度计划 | 2025-09-01 09:00:00 | -        | clear
        S2-unsaid     | B         | S          | -        | 2025-09-02 09:00:00 | -        | clear
        S3            | C         | S          | 年度计划 | 2025-09-03 09:00:00 | -        | unknown
        nobody        | A         | -          | 年度计划 | 2025-09-03 09:00:00 | -        | unknown
        """,
        given={"party_kind": "法人及非法人组织", "mode": "现场"},
    )
    assert '"agencies": "3"' in found["P3-thirtieth"]["evidence"]
