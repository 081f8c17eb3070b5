"""TRA-24H: the police get the case within 24 hours."""

from tests.engine.rules.spec import check


def test_hours_run_through_the_weekend() -> None:
    found = check(
        "TRA-24H",
        "transfers",
        """
        transfer_id | is_approved | decided_on | approved_at         | sent_at             | police_filed_on | verdict
        ------------|-------------|------------|---------------------|---------------------|-----------------|--------
        in-time     | 是          | 2025-06-13 | 2025-06-13 15:00:00 | 2025-06-14 15:00:00 | -               | clear
        a-second    | 是          | 2025-06-13 | 2025-06-13 15:00:00 | 2025-06-14 15:00:01 | -               | hit
        never       | 是          | 2025-06-13 | 2025-06-13 15:00:00 | -                   | -               | hit
        still-time  | 是          | 2026-11-20 | 2026-11-20 15:00:00 | -                   | -               | clear
        yesterday   | 是          | 2026-11-19 | 2026-11-19 15:00:00 | -                   | -               | hit
        refused     | 否          | 2025-06-13 | -                   | -                   | -               | clear
        undecided   | -           | -          | -                   | -                   | -               | clear
        when-unsaid | 是          | 2025-06-13 | -                   | 2025-06-14 15:00:00 | -               | unknown
        sent-unsaid | 是          | 2025-06-13 | 2025-06-13 15:00:00 | -                   | 2025-06-20      | unknown
        """,
        given={"agency_id": "A"},
    )
    assert "2025-06-14 15:00:00" in found["a-second"]["explanation"]
