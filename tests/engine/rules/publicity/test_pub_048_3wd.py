"""PUB-048-3WD: what was changed or annulled is withdrawn within three working days, with reasons."""

from tests.engine.rules.spec import check

PENALTIES = """
    penalty_id | agency_id | change_kind | change_effective_on
    -----------|-----------|-------------|--------------------
    ANNULLED   | A         | 撤销        | 2026-09-30
    OLD        | A         | 撤销        | 2021-07-14
    NO-DAY     | A         | 变更        | -
    STANDS     | A         | -           | -
    FRESH      | A         | 确认违法    | 2026-11-18
    """


def test_the_third_working_day_is_still_in_time() -> None:
    check(
        "PUB-048-3WD",
        "publications",
        """
        publication_id | act_kind | act_id   | published_on | withdrawn_on | has_withdraw_reason | taken_down_on | verdict
        ---------------|----------|----------|--------------|--------------|---------------------|---------------|--------
        last-day       | 行政处罚 | ANNULLED | 2026-08-03   | 2026-10-10   | 是                  | -             | clear
        day-after      | 行政处罚 | ANNULLED | 2026-08-03   | 2026-10-11   | 是                  | -             | hit
        no-reason      | 行政处罚 | ANNULLED | 2026-08-03   | 2026-10-10   | 否                  | -             | hit
        reason-unsaid  | 行政处罚 | ANNULLED | 2026-08-03   | 2026-10-10   | -                   | -             | unknown
        still-shown    | 行政处罚 | ANNULLED | 2026-08-03   | -            | -                   | -             | hit
        down-before    | 行政处罚 | ANNULLED | 2026-08-03   | -            | -                   | 2026-09-29    | clear
        down-after     | 行政处罚 | ANNULLED | 2026-08-03   | -            | -                   | 2026-10-20    | hit
        before-2021    | 行政处罚 | OLD      | 2021-06-01   | -            | -                   | -             | clear
        change-no-day  | 行政处罚 | NO-DAY   | 2026-08-03   | -            | -                   | -             | unknown
        unchanged      | 行政处罚 | STANDS   | 2026-08-03   | -            | -                   | -             | clear
        not-yet-due    | 行政处罚 | FRESH    | 2026-08-03   | -            | -                   | -             | clear
        a-permit       | 行政许可 | ANNULLED | 2026-08-03   | -            | -                   | -             | clear
        """,  # noqa: E501 - a table
        beside={"penalties": PENALTIES},
    )
