"""CAM-FILING: each unit makes its plan and files it."""

from tests.engine.rules.spec import check


def test_a_plan_is_filed_by_its_day() -> None:
    check(
        "CAM-FILING",
        "campaign_tasks",
        """
        task_id       | kind     | due_on     | extended_to_on | submitted_at        | verdict
        --------------|----------|------------|----------------|---------------------|--------
        last-day      | 方案备案 | 2026-05-15 | -              | 2026-05-15 18:00:00 | clear
        day-after     | 方案备案 | 2026-05-15 | -              | 2026-05-16 08:00:00 | hit
        never         | 方案备案 | 2026-05-15 | -              | -                   | hit
        put-off       | 方案备案 | 2026-05-15 | 2026-05-20     | 2026-05-20 08:00:00 | clear
        due-today     | 方案备案 | 2026-11-21 | -              | -                   | clear
        no-day        | 方案备案 | -          | -              | -                   | clear
        other-task    | 月报     | 2026-05-15 | -              | -                   | clear
        kind-blank    | -        | 2026-05-15 | -              | -                   | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A"},
    )
