"""INS-REMOTE: nobody calls where a look at the records would do."""

from tests.engine.rules.spec import check


def test_from_afar_where_that_will_do() -> None:
    check(
        "INS-REMOTE",
        "inspections",
        """
        inspection_id | agency_id | item_code | mode   | trigger  | onsite_reason | started_at          | verdict
        --------------|-----------|-----------|--------|----------|---------------|---------------------|--------
        called        | A         | J1        | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | hit
        first-day     | A         | J1        | 现场   | 双随机   | -             | 2025-01-03 09:00:00 | hit
        day-before    | A         | J1        | 现场   | 双随机   | -             | 2025-01-02 09:00:00 | clear
        with-reason   | A         | J1        | 现场   | 年度计划 | 书面核查存疑  | 2025-03-04 09:00:00 | clear
        complaint     | A         | J1        | 现场   | 投诉举报 | -             | 2025-03-04 09:00:00 | clear
        from-afar     | A         | J1        | 非现场 | 年度计划 | -             | 2025-03-04 09:00:00 | clear
        only-on-site  | A         | J2        | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | clear
        not-listed    | A         | J9        | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | clear
        other-agency  | B         | J1        | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | clear
        item-blank    | A         | -         | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | unknown
        blank-but-b   | B         | -         | 现场   | 年度计划 | -             | 2025-03-04 09:00:00 | clear
        mode-blank    | A         | J1        | -      | 年度计划 | -             | 2025-03-04 09:00:00 | unknown
        """,
        beside={
            "power_items": """
            power_item_id | agency_id | kind     | code | is_remote_capable
            --------------|-----------|----------|------|------------------
            Q1            | A         | 行政检查 | J1   | 是
            Q2            | A         | 行政检查 | J2   | -
            Q3            | A         | 行政处罚 | J9   | 是
            Q4            | B         | 行政检查 | J1   | 否
            """
        },
    )
