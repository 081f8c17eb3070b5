"""DIS-034-PUBLISH: a standard is published before it is applied."""

from tests.engine.rules.spec import check


def test_published_by_the_day_of_the_decision() -> None:
    check(
        "DIS-034-PUBLISH",
        "penalties",
        """
        penalty_id  | tier_id | decided_on | outcome  | verdict
        ------------|---------|------------|----------|--------
        that-day    | T1      | 2026-03-02 | 给予处罚 | clear
        day-before  | T1      | 2026-03-01 | 给予处罚 | hit
        never       | T2      | 2026-03-02 | 给予处罚 | hit
        no-standard | -       | 2026-03-02 | 给予处罚 | clear
        not-known   | T9      | 2026-03-02 | 给予处罚 | unknown
        unpunished  | T2      | 2026-03-02 | 不予处罚 | clear
        """,
        beside={
            "discretion_tiers": """
            tier_id | standard_id | published_on
            --------|-------------|-------------
            T1      | S1          | 2026-03-02
            T2      | S1          | -
            """
        },
    )
