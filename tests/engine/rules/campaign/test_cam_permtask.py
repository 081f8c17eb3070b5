"""CAM-PERMTASK: what goes on for ever goes on."""

from tests.engine.rules.spec import check


def test_ninety_days_without_progress() -> None:
    check(
        "CAM-PERMTASK",
        "campaign_tasks",
        """
        task_id          | is_standing | plan_issued_on | progressed_on | verdict
        -----------------|-------------|----------------|---------------|--------
        ninetieth-today  | 是          | 2026-01-05     | 2026-08-23    | clear
        past             | 是          | 2026-01-05     | 2026-08-22    | hit
        never            | 是          | 2026-08-22     | -             | hit
        young            | 是          | 2026-08-23     | -             | clear
        issue-blank      | 是          | -              | -             | unknown
        issue-not-needed | 是          | -              | 2026-11-01    | clear
        with-an-end      | 否          | 2026-01-05     | -             | clear
        unsaid           | -           | 2026-01-05     | -             | clear
        """,
        given={"campaign_id": "C", "agency_id": "A"},
    )


def test_a_sheet_without_progress() -> None:
    check(
        "CAM-PERMTASK",
        "campaign_tasks",
        """
        task_id  | plan_issued_on | verdict
        ---------|----------------|--------
        standing | 2026-01-05     | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A", "is_standing": "是"},
        lacking={"campaign_tasks": ("progressed_on",)},
    )
