"""INS-DUP: what was passed is not inspected again at once."""

from tests.engine.rules.spec import check


def test_one_to_ninety_days() -> None:
    check(
        "INS-DUP",
        "inspections",
        """
        inspection_id | agency_id | party_uscc | item_code | trigger  | started_at          | result | is_recheck | is_full_coverage | party_risk | verdict
        --------------|-----------|------------|-----------|----------|---------------------|--------|------------|------------------|------------|--------
        P1            | A         | P          | J1        | 年度计划 | 2025-03-03 09:00:00 | 合格   | -          | -                | 低         | clear
        P2-same-day   | A         | P          | J1        | 年度计划 | 2025-03-03 15:00:00 | 不合格 | -          | -                | 低         | clear
        P3-other-item | B         | P          | J2        | 年度计划 | 2025-03-04 09:00:00 | 不合格 | -          | -                | 低         | clear
        P4-recheck    | B         | P          | J1        | 年度计划 | 2025-03-04 09:00:00 | 不合格 | 是         | -                | 低         | clear
        P5-coverage   | B         | P          | J1        | 双随机   | 2025-03-04 09:00:00 | 不合格 | -          | 是               | 低         | clear
        P6-high-risk  | B         | P          | J1        | 双随机   | 2025-03-04 09:00:00 | 不合格 | -          | -                | 高         | clear
        P7-complaint  | B         | P          | J1        | 投诉举报 | 2025-03-04 09:00:00 | 不合格 | -          | -                | 低         | clear
        P8-next-day   | B         | P          | J1        | 双随机   | 2025-03-04 09:00:00 | 不合格 | -          | -                | 低         | hit
        P9-ninetieth  | A         | P          | J1        | 双随机   | 2025-06-01 09:00:00 | 不合格 | -          | -                | 低         | hit
        P10-later     | A         | P          | J1        | 双随机   | 2025-06-02 09:00:00 | 不合格 | -          | -                | 低         | clear
        P11-no-item   | A         | P          | -         | 双随机   | 2025-06-01 09:00:00 | 不合格 | -          | -                | 低         | unknown
        P12-no-item   | A         | P          | -         | 双随机   | 2025-09-01 09:00:00 | 不合格 | -          | -                | 低         | clear
        P13-risk      | B         | P          | J1        | 双随机   | 2025-03-05 09:00:00 | 不合格 | -          | -                | -          | unknown
        Q1            | A         | Q          | J1        | 年度计划 | 2025-03-03 09:00:00 | 不合格 | -          | -                | 低         | clear
        Q2-failed     | A         | Q          | J1        | 年度计划 | 2025-03-10 09:00:00 | 合格   | -          | -                | 低         | clear
        nobody        | A         | -          | J1        | 年度计划 | 2025-03-10 09:00:00 | 合格   | -          | -                | 低         | unknown
        """,  # noqa: E501 - a table
        given={"mode": "现场", "party_kind": "法人及非法人组织"},
    )
