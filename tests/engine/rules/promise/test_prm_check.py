"""PRM-CHECK: a promise is checked in time."""

from tests.engine.rules.spec import check


def test_the_last_day_rolls_over_rest_days() -> None:
    check(
        "PRM-CHECK",
        "licences",
        """
        licence_id  | mode     | result | decided_on | check_due_days | is_check_exempt | promise_checked_on | verdict
        ------------|----------|--------|------------|----------------|-----------------|--------------------|--------
        last-day    | 告知承诺 | 准予   | 2026-08-03 | 60             | -               | 2026-10-08         | clear
        day-after   | 告知承诺 | 准予   | 2026-08-03 | 60             | -               | 2026-10-09         | hit
        never       | 告知承诺 | 准予   | 2026-08-03 | 60             | -               | -                  | hit
        not-yet-due | 告知承诺 | 准予   | 2026-11-02 | 60             | -               | -                  | clear
        exempt      | 告知承诺 | 准予   | 2026-08-03 | 60             | 是              | -                  | clear
        denied      | 告知承诺 | 不予   | 2026-08-03 | 60             | -               | -                  | clear
        ordinary    | 一般     | 准予   | 2026-08-03 | 60             | -               | -                  | clear
        days-unsaid | 告知承诺 | 准予   | 2026-08-03 | -              | -               | -                  | unknown
        """,
    )
