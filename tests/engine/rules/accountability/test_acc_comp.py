"""ACC-COMP: compensation is decided, served and recovered in time."""

from tests.engine.rules.spec import check


def test_two_months_ten_days_three_months() -> None:
    check(
        "ACC-COMP",
        "reviews_and_suits",
        """
        remedy_id     | kind     | applied_on | decided_on | served_on  | paid_on    | recourse_reviewed_on | verdict
        --------------|----------|------------|------------|------------|------------|----------------------|--------
        in-time       | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-26 | -          | -                    | clear
        decided-late  | 国家赔偿 | 2026-01-15 | 2026-03-17 | 2026-03-20 | -          | -                    | hit
        served-late   | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-27 | -          | -                    | hit
        undecided     | 国家赔偿 | 2026-01-15 | -          | -          | -          | -                    | hit
        fresh         | 国家赔偿 | 2026-10-09 | -          | -          | -          | -                    | clear
        recourse      | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-16 | 2026-04-01 | 2026-07-01           | clear
        recourse-late | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-16 | 2026-04-01 | 2026-07-02           | hit
        no-recourse   | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-16 | 2026-08-20 | -                    | hit
        still-time    | 国家赔偿 | 2026-01-15 | 2026-03-16 | 2026-03-16 | 2026-08-21 | -                    | clear
        served-unsaid | 国家赔偿 | 2026-01-15 | 2026-03-16 | -          | 2026-09-01 | -                    | unknown
        review        | 行政复议 | 2026-01-15 | -          | -          | -          | -                    | clear
        """,
        given={"agency_id": "A"},
    )
