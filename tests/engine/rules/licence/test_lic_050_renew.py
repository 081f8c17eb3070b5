"""LIC-050-RENEW: a renewal is decided before the old permit ends."""

from tests.engine.rules.spec import check


def test_thirty_days_before_and_by_the_last_day() -> None:
    check(
        "LIC-050-RENEW",
        "licences",
        """
        licence_id  | is_renewal | received_on | previous_valid_to_on | decided_on | result     | verdict
        ------------|------------|-------------|----------------------|------------|------------|--------
        last-day    | 是         | 2026-03-01  | 2026-03-31           | 2026-03-31 | 准予       | clear
        day-after   | 是         | 2026-03-01  | 2026-03-31           | 2026-04-01 | 准予       | hit
        undecided   | 是         | 2026-03-01  | 2026-03-31           | -          | -          | hit
        asked-late  | 是         | 2026-03-02  | 2026-03-31           | 2026-05-01 | 准予       | clear
        still-runs  | 是         | 2026-09-01  | 2026-11-21           | -          | -          | clear
        withdrawn   | 是         | 2026-03-01  | 2026-03-31           | 2026-05-01 | 申请人撤回 | clear
        new         | -          | 2026-03-01  | 2026-03-31           | 2026-05-01 | 准予       | clear
        end-unsaid  | 是         | 2026-03-01  | -                    | 2026-05-01 | 准予       | unknown
        """,
    )
