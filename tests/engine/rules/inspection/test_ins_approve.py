"""INS-APPROVE: a plan and leave before the inspection begins."""

from tests.engine.rules.spec import check


def test_leave_comes_before_the_start() -> None:
    check(
        "INS-APPROVE",
        "inspections",
        """
        inspection_id | started_at          | has_plan_doc | approved_at         | is_urgent | activity | verdict
        --------------|---------------------|--------------|---------------------|-----------|----------|--------
        before        | 2026-03-02 09:00:00 | 是           | 2026-03-02 08:59:00 | 否        | -        | clear
        same-moment   | 2026-03-02 09:00:00 | 是           | 2026-03-02 09:00:00 | 否        | -        | clear
        after         | 2026-03-02 09:00:00 | 是           | 2026-03-02 09:01:00 | 否        | -        | hit
        never         | 2026-03-02 09:00:00 | 是           | -                   | -         | -        | hit
        no-plan       | 2026-03-02 09:00:00 | 否           | 2026-03-02 08:59:00 | 否        | -        | hit
        plan-unsaid   | 2026-03-02 09:00:00 | -            | 2026-03-02 08:59:00 | 否        | -        | unknown
        urgent-second | 2026-02-13 09:00:00 | 是           | 2026-02-24 18:00:00 | 是        | -        | clear
        urgent-third  | 2026-02-13 09:00:00 | 是           | 2026-02-25 08:00:00 | 是        | -        | hit
        urgent-never  | 2026-02-13 09:00:00 | 是           | -                   | 是        | -        | hit
        urgent-fresh  | 2026-11-20 09:00:00 | 是           | -                   | 是        | -        | clear
        too-old       | 2025-01-02 09:00:00 | 否           | -                   | 否        | -        | clear
        first-day     | 2025-01-03 09:00:00 | 否           | -                   | 否        | -        | hit
        a-visit       | 2026-03-02 09:00:00 | 否           | -                   | 否        | 调研     | clear
        no-day        | -                   | 否           | -                   | 否        | -        | unknown
        """,
    )
