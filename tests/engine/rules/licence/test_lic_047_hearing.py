"""LIC-047-HEARING: a hearing is held in time and announced in time."""

from tests.engine.rules.spec import check


def test_twenty_days_and_seven_days() -> None:
    check(
        "LIC-047-HEARING",
        "licences",
        """
        licence_id   | hearing_told_on | hearing_requested_on | hearing_held_on | hearing_notice_on | decided_on | verdict
        -------------|-----------------|----------------------|-----------------|-------------------|------------|--------
        both-last    | 2026-02-11      | 2026-02-25           | 2026-03-24      | 2026-03-13        | -          | clear
        held-late    | 2026-02-11      | 2026-02-25           | 2026-03-25      | 2026-03-13        | -          | hit
        told-late    | 2026-02-11      | 2026-02-25           | 2026-03-10      | 2026-03-01        | -          | hit
        told-last    | 2026-02-11      | 2026-02-25           | 2026-03-10      | 2026-02-28        | -          | clear
        asked-late   | 2026-02-11      | 2026-02-26           | -               | -                 | -          | clear
        never        | 2026-02-11      | 2026-02-25           | -               | -                 | -          | hit
        decided      | 2026-02-11      | 2026-02-25           | -               | -                 | 2026-04-01 | unknown
        not-told     | 2026-02-11      | 2026-02-25           | 2026-03-10      | -                 | -          | unknown
        not-asked    | 2026-02-11      | -                    | -               | -                 | 2026-04-01 | clear
        not-yet-due  | 2026-11-10      | 2026-11-12           | -               | -                 | -          | clear
        """,  # noqa: E501 - a table
    )
