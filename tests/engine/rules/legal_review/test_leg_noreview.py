"""LEG-NOREVIEW: four kinds of cases need a legal review; until 14 July 2021 all ordinary ones did."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"procedure": "普通程序", "outcome": "给予处罚"}


def test_each_of_the_four_grounds_is_enough() -> None:
    found = check(
        "LEG-NOREVIEW",
        "penalties",
        """
        penalty_id     | decided_on | is_public_interest | hearing_held_on | is_complex | is_review_listed | reviewed_on | procedure | verdict
        ---------------|------------|--------------------|-----------------|------------|------------------|-------------|-----------|--------
        none           | 2024-03-05 | 否                 | -               | 否         | 否               | -           | 普通程序  | clear
        public         | 2024-03-05 | 是                 | -               | 否         | 否               | -           | 普通程序  | hit
        heard          | 2024-03-05 | 否                 | 2024-02-05      | 否         | 否               | -           | 普通程序  | hit
        complex        | 2024-03-05 | 否                 | -               | 是         | 否               | -           | 普通程序  | hit
        listed         | 2024-03-05 | 否                 | -               | 否         | 是               | -           | 普通程序  | hit
        reviewed       | 2024-03-05 | 是                 | -               | 是         | 是               | 2024-03-09  | 普通程序  | clear
        summary        | 2024-03-05 | 是                 | -               | 否         | 否               | -           | 简易程序  | clear
        unsaid         | 2024-03-05 | -                  | -               | 否         | 否               | -           | 普通程序  | unknown
        unsaid-but-one | 2024-03-05 | -                  | -               | 是         | -                | -           | 普通程序  | hit
        unsaid-but-so  | 2024-03-05 | -                  | -               | -          | -                | 2024-03-01  | 普通程序  | clear
        old-text       | 2021-07-14 | 否                 | -               | 否         | 否               | -           | 普通程序  | hit
        new-text       | 2021-07-15 | 否                 | -               | 否         | 否               | -           | 普通程序  | clear
        first-day      | 2018-01-01 | 否                 | -               | 否         | 否               | -           | 普通程序  | hit
        before-it      | 2017-12-31 | 否                 | -               | 否         | 否               | -           | 普通程序  | unknown
        """,
        given={"outcome": "给予处罚"},
    )
    assert found["old-text"]["law_version"] == "行政处罚法(2017)"


def test_a_sheet_without_the_day_of_review() -> None:
    check(
        "LEG-NOREVIEW",
        "penalties",
        """
        penalty_id | decided_on | is_complex | verdict
        -----------|------------|------------|--------
        P1         | 2024-03-05 | 是         | unknown
        P2         | 2024-03-05 | 否         | clear
        """,
        given={**GIVEN, "is_public_interest": "否", "is_review_listed": "否"},
        lacking={"penalties": ("reviewed_on",)},
    )
