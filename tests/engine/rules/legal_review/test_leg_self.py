"""LEG-SELF: nobody reviews his own case."""

from tests.engine.rules.spec import check


def test_the_reviewer_is_none_of_the_investigators() -> None:
    found = check(
        "LEG-SELF",
        "penalties",
        """
        penalty_id  | reviewed_on | outcome  | verdict
        ------------|-------------|----------|--------
        other       | 2024-03-01  | 给予处罚 | clear
        same        | 2024-03-01  | 给予处罚 | hit
        no-penalty  | 2024-03-01  | 不予处罚 | clear
        no-review   | -           | 给予处罚 | clear
        no-reviewer | 2024-03-01  | 给予处罚 | unknown
        unnamed     | 2024-03-01  | 给予处罚 | unknown
        """,
        given={"decided_on": "2024-03-05"},
        beside={
            "act_officers": """
            act_kind | act_id      | officer_id | role
            ---------|-------------|------------|---------
            行政处罚 | other       | O1         | 法制审核
            行政处罚 | other       | O2         | 调查
            行政许可 | other       | O2         | 法制审核
            行政处罚 | same        | O1         | 法制审核
            行政处罚 | same        | O1         | 调查
            行政处罚 | no-penalty  | O1         | 法制审核
            行政处罚 | no-penalty  | O1         | 调查
            行政处罚 | no-review   | O1         | 法制审核
            行政处罚 | no-review   | O1         | 调查
            行政处罚 | no-reviewer | O1         | 调查
            行政处罚 | unnamed     | -          | 法制审核
            行政处罚 | unnamed     | O1         | 调查
            """,
        },
    )
    assert "O1" in found["same"]["explanation"]
