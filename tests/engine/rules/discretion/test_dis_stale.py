"""DIS-STALE: no lapsed standard, no step wider than the one above it."""

from tests.engine.rules.spec import check

STEPS = """
    tier_id | standard_id | min_yuan | max_yuan | min_times | max_times | effective_to_on | parent_tier_id | verdict
    --------|-------------|----------|----------|-----------|-----------|-----------------|----------------|--------
    PARENT  | S1          | 1000     | 2000     | -         | -         | -               | -              | clear
    SAME    | S2          | 1000     | 2000     | -         | -         | 2026-03-02      | PARENT         | clear
    LOWER   | S2          | 999      | 2000     | -         | -         | -               | PARENT         | hit
    HIGHER  | S2          | 1000     | 2001     | -         | -         | -               | PARENT         | hit
    ORPHAN  | S2          | 1000     | 2000     | -         | -         | -               | NOWHERE        | unknown
    PTIMES  | S1          | -        | -        | 1         | 2         | -               | -              | clear
    INTIMES | S2          | -        | -        | 1         | 2         | -               | PTIMES         | clear
    OUTTIME | S2          | -        | -        | 1         | 2.5       | -               | PTIMES         | hit
    BLANK   | S2          | 1000     | -        | -         | -         | -               | PARENT         | unknown
    """


def test_a_step_lies_inside_its_parent() -> None:
    check("DIS-STALE", "discretion_tiers", STEPS)


def test_the_last_day_of_a_standard_is_still_in_force() -> None:
    steps = "\n".join(line.rsplit("|", 1)[0] for line in STEPS.strip().splitlines())
    check(
        "DIS-STALE",
        "penalties",
        """
        penalty_id  | tier_id | decided_on | verdict
        ------------|---------|------------|--------
        last-day    | SAME    | 2026-03-02 | clear
        day-after   | SAME    | 2026-03-03 | hit
        no-end      | PARENT  | 2026-03-03 | clear
        no-standard | -       | 2026-03-03 | clear
        not-known   | T9      | 2026-03-03 | unknown
        """,
        given={"outcome": "给予处罚"},
        beside={"discretion_tiers": steps},
    )
