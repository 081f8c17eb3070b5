"""CAM-REPORT-LATE: what is asked for by a day is there on that day."""

from tests.engine.rules.spec import check

TASKS = """
task_id        | kind     | due_on     | extended_to_on | submitted_at        | accepted_submission_at | verdict
---------------|----------|------------|----------------|---------------------|------------------------|--------
last-hour      | 台账     | 2026-08-28 | -              | 2026-08-28 23:59:00 | 2026-08-28 23:59:00    | clear
day-after      | 台账     | 2026-08-28 | -              | 2026-08-29 00:01:00 | 2026-08-29 00:01:00    | hit
never          | 月报     | 2026-08-28 | -              | -                   | -                      | hit
due-today      | 月报     | 2026-11-21 | -              | -                   | -                      | clear
due-yesterday  | 月报     | 2026-11-20 | -              | -                   | -                      | hit
extended       | 总结     | 2026-08-28 | 2026-09-05     | 2026-09-05 09:00:00 | 2026-09-05 09:00:00    | clear
extended-late  | 总结     | 2026-08-28 | 2026-09-05     | 2026-09-06 09:00:00 | 2026-09-06 09:00:00    | hit
returned       | 自查报告 | 2026-08-28 | -              | 2026-08-20 09:00:00 | 2026-09-02 09:00:00    | hit
not-yet-passed | 自查报告 | 2026-08-28 | -              | 2026-08-20 09:00:00 | -                      | clear
first-was-late | 自查报告 | 2026-08-28 | -              | 2026-09-01 09:00:00 | -                      | hit
no-day         | 台账     | -          | -              | -                   | -                      | clear
plan           | 方案备案 | 2026-08-28 | -              | -                   | -                      | clear
standard       | 制度任务 | 2026-08-28 | -              | -                   | -                      | clear
kind-blank     | -        | 2026-08-28 | -              | -                   | -                      | unknown
in-time-kind   | -        | 2026-08-28 | -              | 2026-08-20 09:00:00 | 2026-08-20 09:00:00    | clear
"""


def test_the_last_day_counts_and_the_good_version_decides() -> None:
    check("CAM-REPORT-LATE", "campaign_tasks", TASKS, given={"campaign_id": "C", "agency_id": "A"})


def test_a_sheet_that_does_not_say_what_was_accepted() -> None:
    check(
        "CAM-REPORT-LATE",
        "campaign_tasks",
        """
        task_id   | due_on     | submitted_at        | verdict
        ----------|------------|---------------------|--------
        in-time   | 2026-08-28 | 2026-08-20 09:00:00 | unknown
        late      | 2026-08-28 | 2026-09-01 09:00:00 | hit
        never     | 2026-08-28 | -                   | hit
        still-due | 2026-12-28 | 2026-11-20 09:00:00 | clear
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "台账"},
        lacking={"campaign_tasks": ("accepted_submission_at",)},
    )


def test_a_sheet_that_does_not_say_what_was_put_off() -> None:
    check(
        "CAM-REPORT-LATE",
        "campaign_tasks",
        """
        task_id | due_on     | submitted_at        | accepted_submission_at | verdict
        --------|------------|---------------------|------------------------|--------
        late    | 2026-08-28 | 2026-09-01 09:00:00 | 2026-09-01 09:00:00    | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "台账"},
        lacking={"campaign_tasks": ("extended_to_on",)},
    )
