"""PEN-061-SERVE: the decision is served within seven working days."""

from tests.engine.rules.spec import check

GIVEN = {"procedure": "普通程序", "outcome": "给予处罚", "service_method": "直接送达"}


def test_the_seventh_working_day_is_still_in_time() -> None:
    found = check(
        "PEN-061-SERVE",
        "penalties",
        """
        penalty_id     | decided_on | served_on  | service_method | service_started_on | closed_on  | outcome  | verdict
        ---------------|------------|------------|----------------|--------------------|------------|----------|--------
        last-day       | 2026-02-12 | 2026-02-28 | 直接送达       | -                  | -          | 给予处罚 | clear
        day-after      | 2026-02-12 | 2026-03-01 | 直接送达       | -                  | -          | 给予处罚 | hit
        not-yet-due    | 2026-11-17 | -          | 直接送达       | -                  | -          | 给予处罚 | clear
        never-served   | 2026-02-12 | -          | 直接送达       | -                  | -          | 给予处罚 | hit
        closed-unsaid  | 2026-02-12 | -          | 直接送达       | -                  | 2026-03-20 | 给予处罚 | unknown
        notice-in-time | 2026-02-12 | 2026-04-30 | 公告送达       | 2026-02-28         | -          | 给予处罚 | clear
        notice-late    | 2026-02-12 | 2026-04-30 | 公告送达       | 2026-03-01         | -          | 给予处罚 | hit
        notice-unsaid  | 2026-02-12 | 2026-04-30 | 公告送达       | -                  | -          | 给予处罚 | unknown
        method-unsaid  | 2026-02-12 | 2026-03-01 | -              | -                  | -          | 给予处罚 | unknown
        early-unsaid   | 2026-02-12 | 2026-02-28 | -              | -                  | -          | 给予处罚 | clear
        no-day         | -          | 2026-02-28 | 直接送达       | -                  | -          | 给予处罚 | unknown
        no-penalty     | 2026-02-12 | 2026-03-30 | 直接送达       | -                  | -          | 不予处罚 | clear
        still-open     | -          | -          | -              | -                  | -          | -        | clear
        outcome-unsaid | 2026-02-12 | 2026-03-01 | 直接送达       | -                  | -          | -        | unknown
        """,
    )
    assert found["day-after"]["law_version"] == "行政处罚法(2021)"
    assert '"last_day": "2026-02-28"' in found["day-after"]["evidence"]
    assert "公告启动日2026-03-01" in found["notice-late"]["explanation"]
    assert found["no-day"]["missing"].startswith("处罚决定日期")


def test_before_the_revision_seven_calendar_days_count_and_roll() -> None:
    found = check(
        "PEN-061-SERVE",
        "penalties",
        """
        penalty_id    | decided_on | served_on  | verdict
        --------------|------------|------------|--------
        rolled-monday | 2021-07-03 | 2021-07-12 | clear
        day-after     | 2021-07-03 | 2021-07-13 | hit
        new-law       | 2021-07-15 | 2021-07-26 | clear
        new-law-late  | 2021-07-15 | 2021-07-27 | hit
        """,
        given=GIVEN,
    )
    assert found["day-after"]["law_version"] == "行政处罚法(2017)"


def test_a_column_the_sheet_lacked_is_unknown() -> None:
    check(
        "PEN-061-SERVE",
        "penalties",
        """
        penalty_id | decided_on | verdict
        -----------|------------|--------
        P1         | 2026-02-12 | unknown
        """,
        given=GIVEN,
        lacking={"penalties": ("served_on", "closed_on")},
    )
