"""PEN-036-TIMEBAR: two years from the act, five where life, health or finance was harmed."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "decided_on": "2024-06-03", "filed_on": "2024-05-06", "act_start_on": "2022-03-15"}
BESIDE = {
    "clues": """
    clue_id | agency_id | received_on
    --------|-----------|------------
    W1      | A         | 2024-03-15
    W2      | A         | -
    """,
    "inspections": """
    inspection_id | agency_id | started_at
    --------------|-----------|--------------------
    I1            | A         | 2024-03-15 16:00:00
    """,
}


def test_the_last_day_is_included() -> None:
    found = check(
        "PEN-036-TIMEBAR",
        "penalties",
        """
        penalty_id     | is_continuous | act_end_on | discovered_on | clue_id | inspection_id | filed_on   | outcome  | limit_months | verdict
        ---------------|---------------|------------|---------------|---------|---------------|------------|----------|--------------|--------
        last-day       | 否            | 2022-03-15 | 2024-03-15    | -       | -             | 2024-05-06 | 给予处罚 | -            | clear
        day-after      | 否            | 2022-03-15 | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | hit
        no-penalty     | 否            | 2022-03-15 | 2024-03-16    | -       | -             | 2024-05-06 | 不予处罚 | -            | clear
        from-end       | 是            | 2023-01-10 | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | clear
        not-from-end   | 否            | 2023-01-10 | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | hit
        end-or-start   | -             | 2023-01-10 | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | unknown
        either-way     | -             | 2022-03-15 | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | hit
        clue-first     | 否            | 2022-03-15 | 2024-03-16    | W1      | -             | 2024-05-06 | 给予处罚 | -            | clear
        seen-first     | 否            | 2022-03-15 | 2024-03-16    | -       | I1            | 2024-05-06 | 给予处罚 | -            | clear
        clue-unsaid    | 否            | 2022-03-15 | 2024-03-16    | W2      | -             | 2024-05-06 | 给予处罚 | -            | unknown
        clue-lost      | 否            | 2022-03-15 | 2024-03-16    | W9      | -             | 2024-05-06 | 给予处罚 | -            | unknown
        lost-but-early | 否            | 2022-03-15 | 2024-03-15    | W9      | -             | 2024-05-06 | 给予处罚 | -            | clear
        filed-in-time  | 否            | 2022-03-15 | -             | -       | -             | 2024-03-15 | 给予处罚 | -            | clear
        filed-late     | 否            | 2022-03-15 | -             | -       | -             | 2024-03-16 | 给予处罚 | -            | unknown
        special-last   | 否            | 2022-03-15 | 2022-09-15    | -       | -             | 2024-05-06 | 给予处罚 | 6            | clear
        special-after  | 否            | 2022-03-15 | 2022-09-16    | -       | -             | 2024-05-06 | 给予处罚 | 6            | hit
        end-unsaid     | 是            | -          | 2024-03-16    | -       | -             | 2024-05-06 | 给予处罚 | -            | unknown
        """,
        given={**GIVEN, "is_life_health_finance": "否", "has_harm": "否"},
        beside=BESIDE,
    )
    assert '"last_day": "2024-03-15"' in found["day-after"]["evidence"]


def test_five_years_where_harm_was_done() -> None:
    found = check(
        "PEN-036-TIMEBAR",
        "penalties",
        """
        penalty_id    | act_start_on | act_end_on | discovered_on | decided_on | is_life_health_finance | has_harm | is_act_ongoing | verdict
        --------------|--------------|------------|---------------|------------|------------------------|----------|----------------|--------
        five-years    | 2021-07-20   | 2021-07-20 | 2026-07-20    | 2026-09-01 | 是                     | 是       | -              | clear
        day-after     | 2021-07-20   | 2021-07-20 | 2026-07-21    | 2026-09-01 | 是                     | 是       | -              | hit
        no-harm       | 2021-07-20   | 2021-07-20 | 2026-07-20    | 2026-09-01 | 是                     | 否       | -              | hit
        harm-unsaid   | 2021-07-20   | 2021-07-20 | 2026-07-20    | 2026-09-01 | 是                     | -        | -              | unknown
        unsaid-after  | 2021-07-20   | 2021-07-20 | 2026-07-21    | 2026-09-01 | 是                     | -        | -              | hit
        unsaid-before | 2021-07-20   | 2021-07-20 | 2023-07-20    | 2026-09-01 | -                      | -        | -              | clear
        disputed      | 2021-07-14   | 2021-07-14 | 2024-07-15    | 2024-09-02 | 是                     | 是       | -              | unknown
        undisputed    | 2021-07-14   | 2021-07-14 | 2026-07-15    | 2026-09-02 | 是                     | 是       | -              | hit
        old-decision  | 2018-07-14   | 2018-07-14 | 2021-01-15    | 2021-07-14 | 是                     | 是       | -              | hit
        ongoing       | 2018-07-14   | -          | 2024-01-15    | 2024-07-14 | 否                     | 否       | 是             | clear
        """,
        given={"outcome": "给予处罚", "filed_on": "2026-08-01", "is_continuous": "是"},
    )
    assert found["old-decision"]["law_version"] == "行政处罚法(2017)"


def test_a_sheet_that_cannot_name_a_clue() -> None:
    check(
        "PEN-036-TIMEBAR",
        "penalties",
        """
        penalty_id | act_end_on | discovered_on | is_continuous | verdict
        -----------|------------|---------------|---------------|--------
        late       | 2022-03-15 | 2024-03-16    | 否            | unknown
        in-time    | 2022-03-15 | 2024-03-15    | 否            | clear
        """,
        given={**GIVEN, "is_life_health_finance": "否", "has_harm": "否"},
        lacking={"penalties": ("clue_id",)},
    )
