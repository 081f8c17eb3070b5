"""INS-IDLE: what nobody inspects goes off the list."""

from tests.engine.rules.spec import check


def test_five_years_without_an_inspection() -> None:
    check(
        "INS-IDLE",
        "power_items",
        """
        power_item_id | agency_id | kind     | code | valid_from_on | valid_to_on | last_used_on | verdict
        --------------|-----------|----------|------|---------------|-------------|--------------|--------
        never         | A         | 行政检查 | J1   | 2016-01-01    | -           | -            | hit
        long-ago      | A         | 行政检查 | J1   | 2016-01-01    | -           | 2021-11-20   | hit
        just-five     | A         | 行政检查 | J1   | 2016-01-01    | -           | 2021-11-21   | clear
        inspected     | A         | 行政检查 | J2   | 2016-01-01    | -           | -            | clear
        by-another    | B         | 行政检查 | J2   | 2016-01-01    | -           | -            | hit
        too-young     | A         | 行政检查 | J1   | 2021-11-21    | -           | -            | clear
        old-enough    | A         | 行政检查 | J1   | 2021-11-20    | -           | -            | hit
        struck        | A         | 行政检查 | J1   | 2016-01-01    | 2026-11-20  | -            | clear
        a-penalty     | A         | 行政处罚 | J1   | 2016-01-01    | -           | -            | clear
        age-unsaid    | A         | 行政检查 | J1   | -             | -           | -            | unknown
        """,
        beside={
            "inspections": """
            inspection_id | agency_id | item_code | started_at
            --------------|-----------|-----------|--------------------
            I1            | A         | J2        | 2022-03-02 09:00:00
            """
        },
    )
