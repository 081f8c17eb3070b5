"""PEN-064-7D: the party is told of the hearing seven working days before it."""

from tests.engine.rules.spec import check


def test_the_seventh_working_day_before_is_in_time() -> None:
    found = check(
        "PEN-064-7D",
        "penalties",
        """
        penalty_id  | hearing_held_on | hearing_notice_served_on | verdict
        ------------|-----------------|--------------------------|--------
        festival    | 2026-03-10      | 2026-02-28               | clear
        day-later   | 2026-03-10      | 2026-03-01               | hit
        october     | 2025-10-15      | 2025-09-29               | clear
        october-off | 2025-10-15      | 2025-09-30               | hit
        old-at      | 2021-06-10      | 2021-06-03               | clear
        old-later   | 2021-06-10      | 2021-06-04               | hit
        old-text    | 2021-07-14      | 2021-07-07               | clear
        new-text    | 2021-07-15      | 2021-07-07               | hit
        no-hearing  | -               | 2026-03-01               | clear
        unsaid      | 2026-03-10      | -                        | unknown
        """,
    )
    assert '"last_day": "2026-02-28"' in found["day-later"]["evidence"]
    assert found["old-later"]["law_version"] == "行政处罚法(2017)"


def test_whether_there_was_a_hearing_may_be_unknown() -> None:
    check(
        "PEN-064-7D",
        "penalties",
        """
        penalty_id | hearing_notice_served_on | verdict
        -----------|--------------------------|--------
        P1         | 2026-03-01               | unknown
        """,
        lacking={"penalties": ("hearing_held_on",)},
    )
