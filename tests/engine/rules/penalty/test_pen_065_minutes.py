"""PEN-065-MINUTES: the decision follows the minutes of the hearing."""

from tests.engine.rules.spec import check


def test_a_hearing_has_minutes_and_comes_first() -> None:
    check(
        "PEN-065-MINUTES",
        "penalties",
        """
        penalty_id  | hearing_held_on | has_hearing_minutes | decided_on | outcome  | verdict
        ------------|-----------------|---------------------|------------|----------|--------
        in-order    | 2024-03-01      | 是                  | 2024-03-05 | 给予处罚 | clear
        same-day    | 2024-03-05      | 是                  | 2024-03-05 | 给予处罚 | clear
        too-soon    | 2024-03-06      | 是                  | 2024-03-05 | 给予处罚 | hit
        no-minutes  | 2024-03-01      | 否                  | 2024-03-05 | 给予处罚 | hit
        unsaid      | 2024-03-01      | -                   | 2024-03-05 | 给予处罚 | unknown
        unsaid-soon | 2024-03-06      | -                   | 2024-03-05 | 给予处罚 | hit
        no-hearing  | -               | -                   | 2024-03-05 | 给予处罚 | clear
        no-penalty  | 2024-03-01      | 否                  | 2024-03-05 | 不予处罚 | clear
        """,
    )
