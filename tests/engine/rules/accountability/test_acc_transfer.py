"""ACC-TRANSFER: what may be a crime is handed over."""

from tests.engine.rules.spec import check


def test_by_the_tenth_working_day() -> None:
    check(
        "ACC-TRANSFER",
        "accountability",
        """
        accountability_id | is_crime_suspected | found_on   | handed_over_on | verdict
        ------------------|--------------------|------------|----------------|--------
        last-day          | 是                 | 2026-09-21 | 2026-10-12     | clear
        day-after         | 是                 | 2026-09-21 | 2026-10-13     | hit
        never             | 是                 | 2026-09-21 | -              | hit
        just-past         | 是                 | 2026-11-06 | -              | hit
        still-time        | 是                 | 2026-11-09 | -              | clear
        not-suspected     | 否                 | 2026-03-02 | -              | clear
        unsaid            | -                  | 2026-03-02 | -              | clear
        day-blank         | 是                 | -          | -              | unknown
        """,
        given={"agency_id": "A"},
    )
