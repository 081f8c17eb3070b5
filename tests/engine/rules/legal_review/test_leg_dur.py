"""LEG-DUR: the reviewer answers within ten working days."""

from tests.engine.rules.spec import check


def test_the_tenth_working_day_is_in_time() -> None:
    found = check(
        "LEG-DUR",
        "penalties",
        """
        penalty_id  | review_submitted_on | reviewed_on | outcome  | verdict
        ------------|---------------------|-------------|----------|--------
        tenth       | 2026-02-12          | 2026-03-04  | 给予处罚 | clear
        eleventh    | 2026-02-12          | 2026-03-05  | 给予处罚 | hit
        no-penalty  | 2026-02-12          | 2026-03-06  | 不予处罚 | hit
        never       | 2026-02-12          | -           | 给予处罚 | hit
        tenth-today | 2026-11-09          | -           | -        | clear
        ninth       | 2026-11-06          | -           | -        | hit
        not-given   | -                   | -           | 给予处罚 | clear
        day-unsaid  | -                   | 2026-03-06  | 给予处罚 | unknown
        """,
    )
    assert '"last_day": "2026-03-04"' in found["eleventh"]["evidence"]
