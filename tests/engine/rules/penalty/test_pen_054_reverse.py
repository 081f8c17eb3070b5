"""PEN-054-REVERSE: filing, notice, review, discussion, decision, service, closing – in this order."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"procedure": "普通程序", "outcome": "给予处罚"}


def test_the_same_day_is_the_right_order() -> None:
    found = check(
        "PEN-054-REVERSE",
        "penalties",
        """
        penalty_id   | filed_on   | investigated_on | notice_served_on | reviewed_on | discussed_on | decided_on | served_on  | closed_on  | procedure | verdict
        -------------|------------|-----------------|------------------|-------------|--------------|------------|------------|------------|-----------|--------
        all-one-day  | 2024-03-05 | 2024-03-05      | 2024-03-05       | 2024-03-05  | 2024-03-05   | 2024-03-05 | 2024-03-05 | 2024-03-05 | 普通程序  | clear
        filed-late   | 2024-03-06 | 2024-03-05      | -                | -           | -            | 2024-03-05 | -          | -          | 普通程序  | hit
        seen-first   | 2024-03-05 | 2024-01-05      | -                | -           | -            | 2024-03-05 | -          | -          | 普通程序  | clear
        seen-late    | 2024-03-01 | 2024-03-06      | -                | -           | -            | 2024-03-05 | -          | -          | 普通程序  | hit
        told-late    | 2024-03-01 | -               | 2024-03-06       | -           | -            | 2024-03-05 | -          | -          | 普通程序  | hit
        review-late  | 2024-03-01 | -               | -                | 2024-03-06  | -            | 2024-03-05 | -          | -          | 普通程序  | hit
        talk-late    | 2024-03-01 | -               | -                | -           | 2024-03-06   | 2024-03-05 | -          | -          | 普通程序  | hit
        served-early | 2024-03-01 | -               | -                | -           | -            | 2024-03-05 | 2024-03-04 | -          | 普通程序  | hit
        closed-early | 2024-03-01 | -               | -                | -           | -            | 2024-03-05 | 2024-03-08 | 2024-03-07 | 普通程序  | hit
        summary      | 2024-03-06 | -               | -                | -           | -            | 2024-03-05 | 2024-03-04 | -          | 简易程序  | clear
        filed-unsaid | -          | -               | -                | -           | -            | 2024-03-05 | -          | -          | 普通程序  | unknown
        serve-unsaid | 2024-03-01 | -               | -                | -           | -            | 2024-03-05 | -          | 2024-03-07 | 普通程序  | unknown
        both         | -          | -               | 2024-03-06       | -           | -            | 2024-03-05 | -          | -          | 普通程序  | hit
        """,
        given={"outcome": "给予处罚"},
    )
    assert found["serve-unsaid"]["missing"] == "送达日期"


def test_the_old_text_knows_the_order_too() -> None:
    found = check(
        "PEN-054-REVERSE",
        "penalties",
        """
        penalty_id | filed_on   | decided_on | verdict
        -----------|------------|------------|--------
        old        | 2021-07-15 | 2021-07-14 | hit
        new        | 2021-07-16 | 2021-07-15 | hit
        """,
        given=GIVEN,
    )
    assert found["old"]["law_version"] == "行政处罚法(2017)"
    assert found["new"]["law_version"] == "行政处罚法(2021)"
