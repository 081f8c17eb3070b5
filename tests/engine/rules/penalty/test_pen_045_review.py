"""PEN-045-REVIEW: the party's statement is reviewed before the decision."""

from tests.engine.rules.spec import check


def test_a_statement_is_reviewed_with_reasons() -> None:
    check(
        "PEN-045-REVIEW",
        "penalties",
        """
        penalty_id   | defence_on | defence_reviewed_on | has_defence_reply | outcome  | verdict
        -------------|------------|---------------------|-------------------|----------|--------
        in-order     | 2024-03-01 | 2024-03-05          | 是                | 给予处罚 | clear
        day-after    | 2024-03-01 | 2024-03-06          | 是                | 给予处罚 | hit
        not-reviewed | 2024-03-01 | -                   | -                 | 给予处罚 | hit
        no-reasons   | 2024-03-01 | 2024-03-04          | 否                | 给予处罚 | hit
        unsaid       | 2024-03-01 | 2024-03-04          | -                 | 给予处罚 | unknown
        no-statement | -          | -                   | -                 | 给予处罚 | clear
        no-penalty   | 2024-03-01 | -                   | -                 | 不予处罚 | clear
        """,
        given={"decided_on": "2024-03-05"},
    )
