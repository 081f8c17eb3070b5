"""TRA-BACK: what the police will not have comes back to the agency's desk."""

from tests.engine.rules.spec import check


def test_fifteen_working_days() -> None:
    check(
        "TRA-BACK",
        "transfers",
        """
        transfer_id | police_refused_on | resumed_on | reconsidered_on | police_filed_on | verdict
        ------------|-------------------|------------|-----------------|-----------------|--------
        last-day    | 2025-03-05        | 2025-03-26 | -               | -               | clear
        day-late    | 2025-03-05        | 2025-03-27 | -               | -               | hit
        never       | 2025-03-05        | -          | -               | -               | hit
        still-time  | 2026-11-02        | -          | -               | -               | clear
        asked-again | 2025-03-05        | -          | 2025-03-07      | -               | clear
        opened      | 2025-03-05        | -          | -               | 2025-05-06      | clear
        not-refused | -                 | -          | -               | -               | clear
        """,
        given={"agency_id": "A"},
    )
    check(
        "TRA-BACK",
        "transfers",
        "transfer_id | police_refused_on | verdict\nno-column | 2025-03-05 | unknown",
        given={"agency_id": "A"},
        lacking={"transfers": ("resumed_on",)},
    )
