"""INS-CALM: quiet days are quiet."""

from tests.engine.rules.spec import check


def test_from_the_first_to_the_last_quiet_day() -> None:
    check(
        "INS-CALM",
        "inspections",
        """
        inspection_id | region_code | trigger  | mode   | party_kind       | started_at          | verdict
        --------------|-------------|----------|--------|------------------|---------------------|--------
        day-before    | 411821      | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-14 09:00:00 | clear
        first-day     | 411821      | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-15 09:00:00 | hit
        last-day      | 411821      | 双随机   | 现场   | 个体工商户       | 2026-03-20 23:00:00 | hit
        day-after     | 411821      | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-21 09:00:00 | clear
        complaint     | 411821      | 投诉举报 | 现场   | 法人及非法人组织 | 2026-03-15 09:00:00 | clear
        remote        | 411821      | 年度计划 | 非现场 | 法人及非法人组织 | 2026-03-15 09:00:00 | clear
        a-person      | 411821      | 年度计划 | 现场   | 自然人           | 2026-03-15 09:00:00 | clear
        elsewhere     | 411921      | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-15 09:00:00 | clear
        rule-over     | 411821      | 年度计划 | 现场   | 法人及非法人组织 | 2026-07-15 09:00:00 | clear
        rule-last     | 411821      | 年度计划 | 现场   | 法人及非法人组织 | 2026-06-15 09:00:00 | hit
        why-unsaid    | 411821      | -        | 现场   | 法人及非法人组织 | 2026-03-15 09:00:00 | unknown
        place-unsaid  | -           | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-15 09:00:00 | unknown
        unsaid-clear  | -           | 年度计划 | 现场   | 法人及非法人组织 | 2026-03-14 09:00:00 | clear
        """,
        beside={
            "inspection_limits": """
            limit_id | kind   | region_code | from_day | to_day | valid_from_on | valid_to_on
            ---------|--------|-------------|----------|--------|---------------|------------
            X1       | 宁静日 | 411800      | 15       | 20     | 2025-01-01    | 2026-06-15
            """
        },
    )
