"""DIS-COVER: items with room for discretion have a standard."""

from tests.engine.rules.spec import check


def test_a_standard_in_force_today_covers_the_item() -> None:
    check(
        "DIS-COVER",
        "power_items",
        """
        power_item_id | kind     | code  | has_discretion | valid_from_on | valid_to_on | verdict
        --------------|----------|-------|----------------|---------------|-------------|--------
        covered       | 行政处罚 | CG001 | 是             | 2020-01-01    | -           | clear
        lapsed        | 行政处罚 | CG002 | 是             | 2020-01-01    | -           | hit
        none          | 行政处罚 | CG003 | 是             | 2020-01-01    | -           | hit
        not-yet       | 行政处罚 | CG004 | 是             | 2020-01-01    | -           | hit
        no-room       | 行政处罚 | CG003 | 否             | 2020-01-01    | -           | clear
        room-unsaid   | 行政处罚 | CG003 | -              | 2020-01-01    | -           | unknown
        struck        | 行政处罚 | CG003 | 是             | 2020-01-01    | 2026-11-20  | clear
        last-day      | 行政处罚 | CG003 | 是             | 2020-01-01    | 2026-11-21  | hit
        inspection    | 行政检查 | CG003 | 是             | 2020-01-01    | -           | clear
        """,
        given={"agency_id": "A"},
        beside={
            "discretion_tiers": """
            tier_id | standard_id | violation_code | effective_from_on | effective_to_on
            --------|-------------|----------------|-------------------|----------------
            T1      | S1          | CG001          | 2022-03-01        | 2026-11-21
            T2      | S1          | CG002          | 2022-03-01        | 2026-11-20
            T3      | S1          | CG004          | 2026-11-22        | -
            """
        },
    )
