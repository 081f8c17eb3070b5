"""PEN-064-HOST: nobody presides over the hearing of a case he investigated."""

from tests.engine.rules.spec import check


def test_the_host_is_none_of_the_investigators() -> None:
    found = check(
        "PEN-064-HOST",
        "penalties",
        """
        penalty_id      | hearing_held_on | verdict
        ----------------|-----------------|--------
        other           | 2024-03-05      | clear
        same            | 2024-03-05      | hit
        no-hearing      | -               | clear
        no-host         | 2024-03-05      | unknown
        no-investigator | 2024-03-05      | unknown
        host-unnamed    | 2024-03-05      | unknown
        same-and-gap    | 2024-03-05      | hit
        nobody          | 2024-03-05      | unknown
        """,
        beside={
            "act_officers": """
            act_kind | act_id          | officer_id | role
            ---------|-----------------|------------|------
            行政处罚 | other           | O1         | 听证主持
            行政处罚 | other           | O2         | 调查
            行政检查 | other           | O1         | 调查
            行政处罚 | same            | O1         | 听证主持
            行政处罚 | same            | O1         | 调查
            行政处罚 | same            | O2         | 调查
            行政处罚 | no-hearing      | O1         | 听证主持
            行政处罚 | no-hearing      | O1         | 调查
            行政处罚 | no-host         | O1         | 调查
            行政处罚 | no-investigator | O1         | 听证主持
            行政处罚 | host-unnamed    | -          | 听证主持
            行政处罚 | host-unnamed    | O1         | 调查
            行政处罚 | same-and-gap    | O1         | 听证主持
            行政处罚 | same-and-gap    | O1         | 调查
            行政处罚 | same-and-gap    | -          | 调查
            """
        },
    )
    assert "O1" in found["same"]["explanation"]
