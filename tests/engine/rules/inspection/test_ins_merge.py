"""INS-MERGE: one agency comes once."""

from tests.engine.rules.spec import check


def test_the_tenth_working_day_is_still_close() -> None:
    found = check(
        "INS-MERGE",
        "inspections",
        """
        inspection_id | agency_id | party_uscc | trigger  | mode   | started_at          | joint_id | verdict
        --------------|-----------|------------|----------|--------|---------------------|----------|--------
        P1            | A         | P          | 年度计划 | 现场   | 2025-09-18 09:00:00 | -        | clear
        P2-tenth      | A         | P          | 双随机   | 现场   | 2025-10-09 09:00:00 | -        | hit
        Q1            | A         | Q          | 年度计划 | 现场   | 2025-09-18 09:00:00 | -        | clear
        Q2-eleventh   | A         | Q          | 双随机   | 现场   | 2025-10-10 09:00:00 | -        | clear
        R1            | A         | R          | 年度计划 | 现场   | 2025-09-18 09:00:00 | J1       | clear
        R2-joint      | A         | R          | 双随机   | 现场   | 2025-09-19 09:00:00 | J1       | clear
        R3-other      | A         | R          | 双随机   | 现场   | 2025-09-19 10:00:00 | J2       | hit
        S1            | A         | S          | 年度计划 | 现场   | 2025-09-18 09:00:00 | -        | clear
        S2-same-day   | A         | S          | 年度计划 | 现场   | 2025-09-18 15:00:00 | -        | clear
        S3-complaint  | A         | S          | 投诉举报 | 现场   | 2025-09-19 09:00:00 | -        | clear
        S4-remote     | A         | S          | 年度计划 | 非现场 | 2025-09-19 09:00:00 | -        | clear
        S5-agency     | B         | S          | 年度计划 | 现场   | 2025-09-19 09:00:00 | -        | clear
        S6-unsaid     | A         | S          | -        | 现场   | 2025-09-19 09:00:00 | -        | unknown
        T1-unsaid     | A         | T          | -        | 现场   | 2025-09-18 09:00:00 | -        | clear
        T2            | A         | T          | 年度计划 | 现场   | 2025-09-19 09:00:00 | -        | unknown
        nobody        | A         | -          | 年度计划 | 现场   | 2025-09-19 09:00:00 | -        | unknown
        """,
        given={"party_kind": "法人及非法人组织"},
    )
    assert '"first_on": "2025-09-18"' in found["P2-tenth"]["evidence"]
