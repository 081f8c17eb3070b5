"""CMP-ACCEPT: a complaint is accepted or refused in time, with reasons."""

from tests.engine.rules.spec import check


def test_the_fifth_working_day_is_still_in_time() -> None:
    check(
        "CMP-ACCEPT",
        "complaints",
        """
        complaint_id | owner_agency_id | received_on | accepted_on | rejected_on | has_reject_reason | done_on    | verdict
        -------------|-----------------|-------------|-------------|-------------|-------------------|------------|--------
        last-day     | -               | 2026-04-30  | 2026-05-11  | -           | -                 | -          | clear
        day-after    | -               | 2026-04-30  | 2026-05-12  | -           | -                 | -          | hit
        refused      | A               | 2026-04-30  | -           | 2026-05-11  | 是                | -          | clear
        no-reason    | -               | 2026-04-30  | -           | 2026-05-06  | 否                | -          | hit
        reason-blank | -               | 2026-04-30  | -           | 2026-05-06  | -                 | -          | unknown
        never        | -               | 2026-04-30  | -           | -           | -                 | -          | hit
        done-unsaid  | -               | 2026-04-30  | -           | -           | -                 | 2026-06-01 | unknown
        not-yet-due  | -               | 2026-11-16  | -           | -           | -                 | -          | clear
        not-hers     | B               | 2026-04-30  | -           | -           | -                 | -          | clear
        no-day       | -               | -           | -           | -           | -                 | -          | unknown
        """,  # noqa: E501 - a table
        given={"agency_id": "A"},
    )
