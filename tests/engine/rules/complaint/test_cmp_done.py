"""CMP-DONE: a complaint is finished, and who gave a name is answered."""

from tests.engine.rules.spec import check


def test_thirty_days_and_an_answer() -> None:
    check(
        "CMP-DONE",
        "complaints",
        """
        complaint_id | accepted_on | extension_days | done_on    | replied_on | is_named | verdict
        -------------|-------------|----------------|------------|------------|----------|--------
        last-day     | 2026-09-01  | -              | 2026-10-08 | 2026-10-08 | 是       | clear
        day-after    | 2026-09-01  | -              | 2026-10-09 | 2026-10-09 | 是       | hit
        extended     | 2026-09-01  | 20             | 2026-10-21 | 2026-10-21 | 是       | clear
        at-most      | 2026-09-01  | 30             | 2026-10-22 | 2026-10-22 | 是       | hit
        open         | 2026-09-01  | -              | -          | -          | 是       | hit
        not-yet-due  | 2026-11-02  | -              | -          | -          | 是       | clear
        unanswered   | 2026-09-01  | -              | 2026-09-10 | -          | 是       | hit
        nameless     | 2026-09-01  | -              | 2026-09-10 | -          | 否       | clear
        name-unsaid  | 2026-09-01  | -              | 2026-09-10 | -          | -        | unknown
        not-accepted | -           | -              | -          | -          | 是       | clear
        """,
        given={"agency_id": "A"},
    )
