"""PEN-054-NOTFILED: a clue is decided within fifteen working days, thirty if extended."""

from tests.engine.rules.spec import check


def test_the_last_day_may_be_today() -> None:
    found = check(
        "PEN-054-NOTFILED",
        "clues",
        """
        clue_id         | received_on | extended_on | decided_on | result | verdict
        ----------------|-------------|-------------|------------|--------|--------
        fifteenth-today | 2026-10-30  | -           | -          | -      | hit
        day-later       | 2026-11-02  | -           | -          | -      | clear
        extended        | 2026-10-30  | 2026-11-10  | -          | -      | clear
        extended-past   | 2026-09-30  | 2026-10-15  | -          | -      | hit
        filed           | 2026-01-05  | -           | 2026-03-01 | 立案   | clear
        decided-unsaid  | 2026-01-05  | -           | 2026-03-01 | -      | unknown
        day-unsaid      | -           | -           | -          | -      | unknown
        longer-unsaid   | -           | 2026-09-14  | -          | -      | unknown
        """,
        given={"agency_id": "A"},
    )
    assert '"last_day": "2026-11-20"' in found["fifteenth-today"]["evidence"]


def test_a_sheet_without_extensions() -> None:
    check(
        "PEN-054-NOTFILED",
        "clues",
        """
        clue_id   | received_on | verdict
        ----------|-------------|--------
        between   | 2026-10-15  | unknown
        past-both | 2026-09-01  | hit
        in-time   | 2026-11-10  | clear
        """,
        given={"agency_id": "A"},
        lacking={"clues": ("extended_on",)},
    )
