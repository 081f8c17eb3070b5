"""CAM-CLUE: what people report to a campaign is looked into."""

from tests.engine.rules.spec import check


def test_a_problem_in_the_ledger_or_an_answer_by_the_tenth_working_day() -> None:
    check(
        "CAM-CLUE",
        "complaints",
        """
        complaint_id  | campaign_id | issue_id | received_on | done_on    | verdict
        --------------|-------------|----------|-------------|------------|--------
        last-day      | C           | -        | 2026-09-21  | 2026-10-12 | clear
        day-after     | C           | -        | 2026-09-21  | 2026-10-13 | hit
        never         | C           | -        | 2026-09-21  | -          | hit
        last-is-today | C           | -        | 2026-11-09  | -          | clear
        just-past     | C           | -        | 2026-11-06  | -          | hit
        in-ledger     | C           | W1       | 2026-09-21  | -          | clear
        no-campaign   | -           | -        | 2026-09-21  | -          | clear
        day-blank     | C           | -        | -           | -          | unknown
        """,
        given={"agency_id": "A"},
    )


def test_a_sheet_without_ledger_numbers() -> None:
    check(
        "CAM-CLUE",
        "complaints",
        """
        complaint_id | received_on | done_on    | verdict
        -------------|-------------|------------|--------
        in-time      | 2026-09-21  | 2026-10-12 | clear
        late         | 2026-09-21  | 2026-10-13 | unknown
        """,
        given={"agency_id": "A", "campaign_id": "C"},
        lacking={"complaints": ("issue_id",)},
    )
