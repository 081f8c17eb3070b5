"""INS-RANDOM: who is inspected and by whom is drawn."""

from tests.engine.rules.spec import check


def test_drawn_party_and_drawn_officers() -> None:
    check(
        "INS-RANDOM",
        "inspections",
        """
        inspection_id | domain   | category | trigger  | draw_no | is_party_drawn | are_officers_as_drawn | officer_change_approved_on | is_full_coverage | verdict
        --------------|----------|----------|----------|---------|----------------|-----------------------|----------------------------|------------------|--------
        drawn         | 市场监管 | 日常检查 | 双随机   | C1      | 是             | 是                    | -                          | -                | clear
        no-draw       | 市场监管 | 日常检查 | 年度计划 | -       | 是             | 是                    | -                          | -                | hit
        not-drawn     | 市场监管 | 日常检查 | 双随机   | C1      | 否             | 是                    | -                          | -                | hit
        others        | 市场监管 | 日常检查 | 双随机   | C1      | 是             | 否                    | -                          | -                | hit
        approved      | 市场监管 | 日常检查 | 双随机   | C1      | 是             | 否                    | 2026-03-01                 | -                | clear
        unsaid        | 市场监管 | 日常检查 | 双随机   | C1      | -              | 是                    | -                          | -                | unknown
        coverage      | 市场监管 | 日常检查 | 年度计划 | -       | 否             | 否                    | -                          | 是               | clear
        complaint     | 市场监管 | 日常检查 | 投诉举报 | -       | 否             | 否                    | -                          | -                | clear
        special       | 市场监管 | 专项检查 | 年度计划 | -       | 否             | 否                    | -                          | -                | clear
        other-field   | 城市管理 | 日常检查 | 年度计划 | -       | 否             | 否                    | -                          | -                | clear
        """,  # noqa: E501 - a table
    )
