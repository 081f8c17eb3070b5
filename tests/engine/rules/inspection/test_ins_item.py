"""INS-ITEM: only published items are inspected."""

from tests.engine.rules.spec import check


def test_published_by_the_day_of_the_inspection() -> None:
    check(
        "INS-ITEM",
        "inspections",
        """
        inspection_id | agency_id | item_code | started_at          | verdict
        --------------|-----------|-----------|---------------------|--------
        that-day      | A         | J1        | 2026-03-02 09:00:00 | clear
        day-before    | A         | J1        | 2026-03-01 09:00:00 | hit
        a-penalty     | A         | J2        | 2026-03-02 09:00:00 | hit
        before-rule   | A         | J9        | 2025-01-02 09:00:00 | clear
        first-day     | A         | J9        | 2025-01-03 09:00:00 | hit
        undeclared    | B         | J1        | 2026-03-02 09:00:00 | unknown
        no-item       | A         | -         | 2026-03-02 09:00:00 | unknown
        """,
        beside={
            "power_items": """
            power_item_id | agency_id | kind     | code | published_on | valid_from_on
            --------------|-----------|----------|------|--------------|--------------
            Q1            | A         | 行政检查 | J1   | 2026-03-02   | 2020-01-01
            Q2            | A         | 行政处罚 | J2   | 2020-01-01   | 2020-01-01
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 权责清单 | 2017-01-01     | 2026-12-31
            """,
        },
    )
