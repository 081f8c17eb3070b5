"""PEN-033-NOPEN: the slight and the first go unpunished, or somebody says why not."""

from tests.engine.rules.spec import check

GIVEN = {"decided_on": "2026-03-02", "outcome": "给予处罚", "penalty_kinds": "罚款", "violation_code": "CG001"}
BESIDE = {
    "discretion_tiers": """
    tier_id | standard_id | violation_code | tier | effective_from_on | effective_to_on
    --------|-------------|----------------|------|-------------------|----------------
    T1      | S           | CG002          | 不予 | 2025-01-01        | 2026-03-02
    T2      | S           | CG002          | 一般 | 2025-01-01        | -
    T3      | S           | CG001          | 一般 | 2025-01-01        | -
    T4      | S           | CG003          | 不予 | -                 | -
    """
}


def test_slight_and_first_violations() -> None:
    found = check(
        "PEN-033-NOPEN",
        "penalties",
        """
        penalty_id    | is_minor | is_corrected_in_time | harm | is_first_offence | reason_chars | outcome  | verdict
        --------------|----------|----------------------|------|------------------|--------------|----------|--------
        slight        | 是       | 是                   | 无   | 否               | 200          | 给予处罚 | hit
        some-harm     | 是       | 是                   | 轻微 | 否               | 10           | 给予处罚 | clear
        not-put-right | 是       | 否                   | 无   | 是               | 10           | 给予处罚 | clear
        first         | 否       | 是                   | 轻微 | 是               | 59           | 给予处罚 | hit
        first-harm    | 否       | 是                   | 一般 | 是               | 59           | 给予处罚 | clear
        with-reasons  | 否       | 是                   | 轻微 | 是               | 60           | 给予处罚 | clear
        not-first     | 否       | 是                   | 轻微 | 否               | 10           | 给予处罚 | clear
        unpunished    | 是       | 是                   | 无   | 是               | 10           | 不予处罚 | clear
        minor-unsaid  | -        | 是                   | 无   | 否               | 10           | 给予处罚 | unknown
        first-unsaid  | 否       | 是                   | 轻微 | -                | 10           | 给予处罚 | unknown
        chars-unsaid  | 否       | 是                   | 轻微 | 是               | -            | 给予处罚 | unknown
        harm-unsaid   | 是       | 是                   | -    | 否               | 10           | 给予处罚 | unknown
        all-unsaid    | -        | 否                   | -    | -                | -            | 给予处罚 | clear
        """,
        given=GIVEN,
        beside=BESIDE,
    )
    assert "应当不予处罚" in found["slight"]["explanation"]


def test_a_listed_violation_is_a_clue_whatever_the_reasons() -> None:
    check(
        "PEN-033-NOPEN",
        "penalties",
        """
        penalty_id   | violation_code | decided_on | reason_chars | verdict
        -------------|----------------|------------|--------------|--------
        last-day     | CG002          | 2026-03-02 | 200          | hit
        list-over    | CG002          | 2026-03-03 | 200          | clear
        not-listed   | CG001          | 2026-03-02 | 200          | clear
        term-unsaid  | CG003          | 2026-03-02 | 200          | unknown
        code-unsaid  | -              | 2026-03-02 | 200          | unknown
        """,
        given={**GIVEN, "is_minor": "否", "is_corrected_in_time": "是", "harm": "轻微", "is_first_offence": "是"},
        beside=BESIDE,
    )


def test_a_first_offence_counts_from_the_revision_and_a_slight_one_before() -> None:
    found = check(
        "PEN-033-NOPEN",
        "penalties",
        """
        penalty_id | is_minor | harm | decided_on | verdict
        -----------|----------|------|------------|--------
        first-2017 | 否       | 轻微 | 2021-07-14 | clear
        first-2021 | 否       | 轻微 | 2021-07-15 | hit
        minor-2017 | 是       | 无   | 2021-07-14 | hit
        """,
        given={**GIVEN, "is_corrected_in_time": "是", "is_first_offence": "是", "reason_chars": "10"},
        beside=BESIDE,
    )
    assert "第二十七条第二款" in found["minor-2017"]["basis"]
