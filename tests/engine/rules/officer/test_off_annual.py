"""OFF-ANNUAL: certificates are renewed in time and cancelled when their holder leaves."""

from tests.engine.rules.spec import check


def test_term_and_leaving() -> None:
    check(
        "OFF-ANNUAL",
        "certificates",
        """
        certificate_id | officer_id | valid_to_on | status | status_on  | verdict
        ---------------|------------|-------------|--------|------------|--------
        last-day       | stays      | 2026-11-21  | 有效   | -          | clear
        over           | stays      | 2026-11-20  | 有效   | -          | hit
        replaced       | stays      | 2021-12-31  | 已换发 | 2022-01-01 | clear
        over-unsaid    | stays      | 2026-11-20  | -      | -          | unknown
        term-unsaid    | stays      | -           | 有效   | -          | unknown
        in-time        | left       | 2027-12-31  | 注销   | 2026-05-25 | clear
        day-late       | left       | 2027-12-31  | 注销   | 2026-05-26 | hit
        never          | left       | 2027-12-31  | 有效   | -          | hit
        only-held      | left       | 2027-12-31  | 暂扣   | 2026-05-06 | hit
        day-unsaid     | left       | 2027-12-31  | 注销   | -          | unknown
        state-unsaid   | left       | 2027-12-31  | -      | -          | unknown
        just-left      | leaver     | 2027-12-31  | 有效   | -          | clear
        """,
        beside={
            "officers": """
            officer_id | agency_id | name | left_on
            -----------|-----------|------|-----------
            stays      | A         | 甲   | -
            left       | A         | 乙   | 2026-04-30
            leaver     | A         | 丙   | 2026-11-02
            """
        },
    )
