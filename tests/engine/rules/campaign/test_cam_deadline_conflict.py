"""CAM-DEADLINE-CONFLICT: no task is over before it was set."""

from tests.engine.rules.spec import check


def test_due_before_the_plan_was_issued() -> None:
    check(
        "CAM-DEADLINE-CONFLICT",
        "campaign_tasks",
        """
        task_id      | plan_issued_on | due_on     | verdict
        -------------|----------------|------------|--------
        day-before   | 2021-12-29     | 2021-12-28 | hit
        same-day     | 2021-12-29     | 2021-12-29 | clear
        later        | 2021-12-29     | 2022-03-31 | clear
        no-day       | 2021-12-29     | -          | clear
        issue-blank  | -              | 2021-10-31 | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A"},
    )
