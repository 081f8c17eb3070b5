"""INS-SPECIAL: a special inspection has a special plan."""

from tests.engine.rules.spec import check


def test_approved_and_inside_the_plan() -> None:
    check(
        "INS-SPECIAL",
        "inspections",
        """
        inspection_id | category | trigger      | plan_id | started_at          | verdict
        --------------|----------|--------------|---------|---------------------|--------
        first-day     | 专项检查 | 年度计划     | GOOD    | 2026-03-02 09:00:00 | clear
        last-day      | 专项检查 | 年度计划     | GOOD    | 2026-03-31 18:00:00 | clear
        day-after     | 专项检查 | 年度计划     | GOOD    | 2026-04-01 09:00:00 | hit
        too-early     | 专项检查 | 年度计划     | GOOD    | 2026-03-01 09:00:00 | hit
        approved-late | 专项检查 | 年度计划     | LATE    | 2026-03-02 09:00:00 | hit
        approved-day  | 专项检查 | 年度计划     | LATE    | 2026-03-03 09:00:00 | clear
        unapproved    | 专项检查 | 年度计划     | NEVER   | 2026-03-02 09:00:00 | hit
        annual        | 专项检查 | 年度计划     | ANNUAL  | 2026-03-02 09:00:00 | hit
        no-plan       | 专项检查 | 年度计划     | -       | 2026-03-02 09:00:00 | hit
        not-known     | 专项检查 | 年度计划     | ELSE    | 2026-03-02 09:00:00 | unknown
        ordered       | 专项检查 | 上级专项部署 | -       | 2026-03-02 09:00:00 | clear
        routine       | 日常检查 | 年度计划     | -       | 2026-03-02 09:00:00 | clear
        kind-unsaid   | -        | 年度计划     | -       | 2026-03-02 09:00:00 | unknown
        before-rule   | 专项检查 | 年度计划     | -       | 2025-01-02 09:00:00 | clear
        """,
        beside={
            "plans": """
            plan_id | agency_id | kind         | approved_on | from_on    | to_on
            --------|-----------|--------------|-------------|------------|-----------
            GOOD    | A         | 专项检查计划 | 2026-02-01  | 2026-03-02 | 2026-03-31
            LATE    | A         | 专项检查计划 | 2026-03-03  | 2026-03-02 | 2026-03-31
            NEVER   | A         | 专项检查计划 | -           | 2026-03-02 | 2026-03-31
            ANNUAL  | A         | 年度检查计划 | 2026-02-01  | 2026-03-02 | 2026-03-31
            """
        },
    )
