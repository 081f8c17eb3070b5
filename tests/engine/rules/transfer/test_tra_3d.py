"""TRA-3D: the head decides in three days and says why not."""

from tests.engine.rules.spec import check


def test_three_calendar_days_rolled() -> None:
    found = check(
        "TRA-3D",
        "transfers",
        """
        transfer_id | reported_on | decided_on | is_approved | has_refusal_reason | sent_at             | verdict
        ------------|-------------|------------|-------------|--------------------|---------------------|--------
        saturday    | 2025-03-05  | 2025-03-10 | 是          | -                  | -                   | clear
        tuesday     | 2025-03-05  | 2025-03-11 | 是          | -                  | -                   | hit
        third-day   | 2025-03-03  | 2025-03-06 | 是          | -                  | -                   | clear
        fourth-day  | 2025-03-03  | 2025-03-07 | 是          | -                  | -                   | hit
        reasons     | 2025-03-03  | 2025-03-06 | 否          | 是                 | -                   | clear
        no-reasons  | 2025-03-03  | 2025-03-06 | 否          | 否                 | -                   | hit
        unsaid      | 2025-03-03  | 2025-03-06 | 否          | -                  | -                   | unknown
        never       | 2025-03-03  | -          | -           | -                  | -                   | hit
        today       | 2026-11-20  | -          | -           | -                  | -                   | clear
        sent-anyway | 2025-03-03  | -          | 是          | -                  | 2025-03-06 10:00:00 | unknown
        day-unsaid  | -           | 2025-03-06 | 是          | -                  | -                   | unknown
        """,
        given={"agency_id": "A"},
    )
    assert '"last_day": "2025-03-10"' in found["tuesday"]["evidence"]
