"""TRA-SEIZED: goods follow the case in three days and the party is told."""

from tests.engine.rules.spec import check


def test_three_calendar_days_rolled() -> None:
    found = check(
        "TRA-SEIZED",
        "transfers",
        """
        transfer_id | police_filed_on | has_goods | goods_handed_on | party_told_on | verdict
        ------------|-----------------|-----------|-----------------|---------------|--------
        third-day   | 2025-03-17      | 是        | 2025-03-20      | 2025-03-18    | clear
        fourth-day  | 2025-03-17      | 是        | 2025-03-21      | 2025-03-18    | hit
        rolled      | 2025-03-19      | 是        | 2025-03-24      | 2025-03-20    | clear
        not-told    | 2025-03-17      | 是        | 2025-03-20      | -             | hit
        never       | 2025-03-17      | 是        | -               | 2025-03-18    | hit
        no-goods    | 2025-03-17      | 否        | -               | -             | clear
        unsaid      | 2025-03-17      | -         | -               | -             | unknown
        not-opened  | -               | 是        | -               | -             | clear
        """,
        given={"agency_id": "A"},
    )
    assert '"last_day": "2025-03-20"' in found["fourth-day"]["evidence"]
