"""PEN-033-EDU: who is not punished is taught."""

from tests.engine.rules.spec import check


def test_no_penalty_without_education_is_a_hit() -> None:
    check(
        "PEN-033-EDU",
        "penalties",
        """
        penalty_id      | outcome        | educated_on | decided_on | verdict
        ----------------|----------------|-------------|------------|--------
        taught          | 不予处罚       | 2024-03-05  | 2024-03-05 | clear
        not-taught      | 不予处罚       | -           | 2024-03-05 | hit
        not-established | 违法事实不成立 | -           | 2024-03-05 | clear
        punished        | 给予处罚       | -           | 2024-03-05 | clear
        unsaid          | -              | -           | 2024-03-05 | unknown
        unsaid-taught   | -              | 2024-03-05  | 2024-03-05 | clear
        open            | -              | -           | -          | clear
        """,
    )


def test_a_sheet_without_the_column() -> None:
    check(
        "PEN-033-EDU",
        "penalties",
        """
        penalty_id | outcome  | verdict
        -----------|----------|--------
        P1         | 不予处罚 | unknown
        """,
        lacking={"penalties": ("educated_on",)},
    )
