"""DIS-27-TIER: the fine lies in the step the facts call for."""

from tests.engine.rules.spec import check

BESIDE = {
    "discretion_tiers": """
    tier_id | standard_id | min_yuan | max_yuan | min_times | max_times
    --------|-------------|----------|----------|-----------|----------
    YUAN    | S1          | 2200     | 3800     | -         | -
    TIMES   | S2          | -        | -        | 0.065     | 0.085
    """,
    "penalty_norms": """
    norm_id | citation | fine_mode | min_yuan | max_yuan | base     | min_times | max_times
    --------|----------|-----------|----------|----------|----------|-----------|----------
    SPAN    | 甲法     | 幅度      | 1000     | 5000     | -        | -         | -
    PERCENT | 乙法     | 百分比    | -        | -        | 涉案金额 | 0.05      | 0.1
    """,
}


def test_both_ends_of_the_step_are_inside() -> None:
    check(
        "DIS-27-TIER",
        "penalties",
        """
        penalty_id   | norm_id | tier_id | assessed_tier_id | fine_yuan | involved_yuan | adjust_approved_on | mitigation | verdict
        -------------|---------|---------|------------------|-----------|---------------|--------------------|------------|--------
        lowest       | SPAN    | YUAN    | YUAN             | 2200      | -             | -                  | 无         | clear
        highest      | SPAN    | YUAN    | YUAN             | 3800      | -             | -                  | 无         | clear
        below        | SPAN    | YUAN    | YUAN             | 2199.99   | -             | -                  | 无         | hit
        above        | SPAN    | YUAN    | YUAN             | 3800.01   | -             | -                  | 无         | hit
        departed     | SPAN    | YUAN    | YUAN             | 3800.01   | -             | 2026-03-01         | 无         | clear
        reduced      | SPAN    | YUAN    | YUAN             | 900       | -             | -                  | 减轻       | clear
        unsaid       | SPAN    | YUAN    | YUAN             | 900       | -             | -                  | -          | unknown
        in-times     | PERCENT | TIMES   | TIMES            | 8500      | 100000        | -                  | 无         | clear
        times-above  | PERCENT | TIMES   | TIMES            | 8500.01   | 100000        | -                  | 无         | hit
        no-base      | PERCENT | TIMES   | TIMES            | 8500      | -             | -                  | 无         | unknown
        no-standard  | SPAN    | -       | -                | 9000      | -             | -                  | 无         | clear
        not-assessed | SPAN    | YUAN    | -                | 3000      | -             | -                  | 无         | unknown
        not-known    | SPAN    | YUAN    | ELSE             | 3000      | -             | -                  | 无         | unknown
        no-clause    | -       | YUAN    | YUAN             | 3000      | -             | -                  | 无         | unknown
        """,  # noqa: E501 - a table
        given={"outcome": "给予处罚", "decided_on": "2026-03-02", "penalty_kinds": "罚款"},
        beside=BESIDE,
    )
