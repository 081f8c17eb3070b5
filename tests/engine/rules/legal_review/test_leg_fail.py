"""LEG-FAIL: no decision against the last legal opinion."""

from tests.engine.rules.spec import check


def test_only_two_opinions_are_in_favour() -> None:
    found = check(
        "LEG-FAIL",
        "penalties",
        """
        penalty_id     | reviewed_on | review_opinion | is_review_amended | decided_on | outcome  | verdict
        ---------------|-------------|----------------|-------------------|------------|----------|--------
        agree          | 2024-03-01  | 同意           | -                 | 2024-03-05 | 给予处罚 | clear
        amended        | 2024-03-01  | 修改后同意     | 是                | 2024-03-05 | 给予处罚 | clear
        not-amended    | 2024-03-01  | 修改后同意     | 否                | 2024-03-05 | 给予处罚 | hit
        amended-unsaid | 2024-03-01  | 修改后同意     | -                 | 2024-03-05 | 给予处罚 | unknown
        sent-back      | 2024-03-01  | 退回补充       | 是                | 2024-03-05 | 给予处罚 | hit
        against        | 2024-03-05  | 不同意         | -                 | 2024-03-05 | 给予处罚 | hit
        afterwards     | 2024-03-06  | 不同意         | -                 | 2024-03-05 | 给予处罚 | clear
        unsaid         | 2024-03-01  | -              | -                 | 2024-03-05 | 给予处罚 | unknown
        no-review      | -           | -              | -                 | 2024-03-05 | 给予处罚 | clear
        no-penalty     | 2024-03-01  | 不同意         | -                 | 2024-03-05 | 不予处罚 | clear
        """,
    )
    assert "不同意" in found["against"]["explanation"]
