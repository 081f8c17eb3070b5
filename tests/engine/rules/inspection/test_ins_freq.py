"""INS-FREQ: no more inspections a year than the agency's published cap."""

from tests.engine.rules.spec import check

CAPS = """
    limit_id | kind     | agency_id | year | risk | cap
    ---------|----------|-----------|------|------|----
    X1       | 频次上限 | A         | 2026 | 低   | 1
    X2       | 频次上限 | A         | 2026 | -    | 2
    X3       | 频次上限 | A         | 2025 | -    | 1
    X4       | 频次上限 | B         | 2026 | 高   | 4
    """
GIVEN = {"mode": "现场", "party_kind": "法人及非法人组织"}


def test_each_one_beyond_the_cap_is_a_hit() -> None:
    found = check(
        "INS-FREQ",
        "inspections",
        """
        inspection_id | agency_id | party_uscc | party_risk | trigger      | started_at          | joint_id | mode   | party_kind       | verdict
        --------------|-----------|------------|------------|--------------|---------------------|----------|--------|------------------|--------
        low-1         | A         | P1         | 低         | 双随机       | 2026-03-02 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        low-2         | A         | P1         | 低         | 投诉举报     | 2026-03-03 09:00:00 | -        | 现场   | 法人及非法人组织 | hit
        low-3         | A         | P1         | 低         | 年度计划     | 2026-03-04 09:00:00 | -        | 现场   | 法人及非法人组织 | hit
        low-ordered   | A         | P1         | 低         | 上级专项部署 | 2026-03-05 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        low-remote    | A         | P1         | 低         | 年度计划     | 2026-03-06 09:00:00 | -        | 非现场 | 法人及非法人组织 | clear
        low-last-year | A         | P1         | 低         | 年度计划     | 2025-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        before-rule   | A         | P9         | 低         | 年度计划     | 2025-01-01 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        after-rule    | A         | P9         | 低         | 年度计划     | 2025-01-03 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        all-1         | A         | P2         | 高         | 年度计划     | 2026-03-02 09:00:00 | J1       | 现场   | 法人及非法人组织 | clear
        all-2         | A         | P2         | 高         | 年度计划     | 2026-03-03 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        all-joint     | A         | P2         | 高         | 年度计划     | 2026-03-04 09:00:00 | J1       | 现场   | 法人及非法人组织 | clear
        all-3         | A         | P2         | 高         | 年度计划     | 2026-03-05 09:00:00 | -        | 现场   | 法人及非法人组织 | hit
        other-agency  | B         | P2         | 高         | 年度计划     | 2026-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | clear
        no-cap        | B         | P1         | 低         | 年度计划     | 2026-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | unknown
        risk-unsaid   | B         | P4         | -          | 年度计划     | 2026-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | unknown
        nobody        | A         | -          | 低         | 年度计划     | 2026-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | unknown
        why-unsaid    | A         | P5         | 低         | -            | 2026-03-06 09:00:00 | -        | 现场   | 法人及非法人组织 | unknown
        a-person      | B         | P6         | 低         | 年度计划     | 2026-03-06 09:00:00 | -        | 现场   | 自然人           | clear
        """,  # noqa: E501 - a table
        given=GIVEN,
        beside={"inspection_limits": CAPS},
    )
    assert '"number": "3"' in found["low-3"]["evidence"]
