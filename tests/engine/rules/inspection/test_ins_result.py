"""INS-RESULT: the business is told the result."""

from tests.engine.rules.spec import check


def test_the_fifth_working_day_is_still_in_time() -> None:
    check(
        "INS-RESULT",
        "inspections",
        """
        inspection_id | finished_on | result_fixed_on | told_on    | verdict
        --------------|-------------|-----------------|------------|--------
        last-day      | 2026-04-30  | -               | 2026-05-11 | clear
        day-after     | 2026-04-30  | -               | 2026-05-12 | hit
        never         | 2026-04-30  | -               | -          | hit
        test-report   | 2026-04-10  | 2026-04-30      | 2026-05-11 | clear
        not-yet-due   | 2026-11-16  | -               | -          | clear
        before-rule   | 2025-08-31  | -               | -          | clear
        first-day     | 2025-09-01  | -               | -          | hit
        running       | -           | -               | -          | clear
        """,
    )
