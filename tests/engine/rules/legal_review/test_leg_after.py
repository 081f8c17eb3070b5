"""LEG-AFTER: the legal opinion comes before the decision."""

from tests.engine.rules.spec import check


def test_a_review_on_the_day_of_the_decision_is_in_time() -> None:
    found = check(
        "LEG-AFTER",
        "penalties",
        """
        penalty_id | decided_on | reviewed_on | served_on  | outcome  | procedure | verdict
        -----------|------------|-------------|------------|----------|-----------|--------
        same-day   | 2024-03-05 | 2024-03-05  | -          | 给予处罚 | 普通程序  | clear
        day-after  | 2024-03-05 | 2024-03-06  | -          | 给予处罚 | 普通程序  | hit
        on-spot    | 2024-03-05 | 2024-03-06  | -          | 给予处罚 | 简易程序  | hit
        none       | 2024-03-05 | -           | -          | 给予处罚 | 普通程序  | clear
        no-penalty | 2024-03-05 | 2024-03-06  | -          | 不予处罚 | 普通程序  | clear
        day-unsaid | -          | 2024-03-06  | 2024-03-07 | 给予处罚 | 普通程序  | unknown
        old-text   | 2021-07-14 | 2021-07-15  | -          | 给予处罚 | 普通程序  | hit
        """,
    )
    assert found["old-text"]["law_version"] == "行政处罚法(2017)"
    assert found["day-after"]["law_version"] == "行政处罚法(2021)"


def test_a_sheet_without_the_day_of_review() -> None:
    check(
        "LEG-AFTER",
        "penalties",
        """
        penalty_id | decided_on | outcome  | verdict
        -----------|------------|----------|--------
        P1         | 2024-03-05 | 给予处罚 | unknown
        """,
        lacking={"penalties": ("reviewed_on",)},
    )
