"""PEN-044-NOTICE: no decision without a notice."""

from tests.engine.rules.spec import check


def test_the_notice_comes_before_the_decision_and_is_complete() -> None:
    found = check(
        "PEN-044-NOTICE",
        "penalties",
        """
        penalty_id   | decided_on | notice_served_on | notice_missing | procedure | outcome  | verdict
        -------------|------------|------------------|----------------|-----------|----------|--------
        day-before   | 2024-03-05 | 2024-03-04       | 无缺项         | 普通程序  | 给予处罚 | clear
        same-day     | 2024-03-05 | 2024-03-05       | 无缺项         | 普通程序  | 给予处罚 | clear
        day-after    | 2024-03-05 | 2024-03-06       | 无缺项         | 普通程序  | 给予处罚 | hit
        none         | 2024-03-05 | -                | -              | 普通程序  | 给予处罚 | hit
        lacking      | 2024-03-05 | 2024-03-01       | 理由、依据     | 普通程序  | 给予处罚 | hit
        not-checked  | 2024-03-05 | 2024-03-01       | -              | 普通程序  | 给予处罚 | unknown
        summary      | 2024-03-05 | -                | -              | 简易程序  | 给予处罚 | clear
        no-penalty   | 2024-03-05 | -                | -              | 普通程序  | 不予处罚 | clear
        way-unsaid   | 2024-03-05 | -                | -              | -         | 给予处罚 | unknown
        old-text     | 2021-07-14 | -                | -              | 普通程序  | 给予处罚 | hit
        """,
    )
    assert found["lacking"]["law_version"] == "行政处罚法(2021)"
    assert found["old-text"]["law_version"] == "行政处罚法(2017)"
    assert "告知书缺项：理由、依据" in found["lacking"]["explanation"]
    assert found["lacking"]["explanation"].endswith("问题：告知书要素不全。")
    assert found["day-after"]["explanation"].endswith("问题：告知晚于决定。")
    assert found["not-checked"]["missing"] == "告知书缺项"


def test_a_sheet_without_the_column_says_nothing_about_the_notice() -> None:
    check(
        "PEN-044-NOTICE",
        "penalties",
        """
        penalty_id | decided_on | verdict
        -----------|------------|--------
        P1         | 2024-03-05 | unknown
        """,
        given={"procedure": "普通程序", "outcome": "给予处罚"},
        lacking={"penalties": ("notice_served_on",)},
    )


def test_a_decision_of_unknown_day_may_have_come_first() -> None:
    check(
        "PEN-044-NOTICE",
        "penalties",
        """
        penalty_id | notice_served_on | notice_missing | served_on  | verdict
        -----------|------------------|----------------|------------|--------
        P1         | 2024-03-05       | 无缺项         | 2024-03-08 | unknown
        """,
        given={"procedure": "普通程序", "outcome": "给予处罚"},
    )
