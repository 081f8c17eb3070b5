"""FIN-029-HIGHER: one act, several clauses, the highest fine."""

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "penalty_kinds": "罚款", "fine_yuan": "1000", "agency_id": "A",
         "party_kind": "法人及非法人组织", "goods_value_yuan": "2000"}  # fmt: skip
BESIDE = {
    "penalty_norms": """
    norm_id  | citation | applies_to | fine_mode | base     | min_yuan | max_yuan | min_times | max_times
    ---------|----------|------------|-----------|----------|----------|----------|-----------|----------
    LOW      | 甲一条   | 不限       | 幅度      | -        | 100      | 5000     | -         | -
    EQUAL    | 乙一条   | 不限       | 幅度      | -        | 1000     | 5000     | -         | -
    HIGH     | 丙一条   | 不限       | 幅度      | -        | 100      | 5000.01  | -         | -
    PERSONS  | 丁一条   | 个人       | 幅度      | -        | 100      | 9000     | -         | -
    TIMES    | 戊一条   | 不限       | 倍数      | 货值金额 | -        | -        | 1         | 3
    GAIN     | 己一条   | 不限       | 倍数      | 违法所得 | -        | -        | 1         | 3
    """,
    "penalty_bases": """
    penalty_id   | norm_id | cite_role
    -------------|---------|----------
    own-only     | LOW     | 处罚依据
    equal        | EQUAL   | 违反条款
    higher       | HIGH    | 违反条款
    higher-basis | HIGH    | 处罚依据
    as-standard  | HIGH    | 裁量基准
    persons-only | PERSONS | 违反条款
    times        | TIMES   | 违反条款
    base-unsaid  | GAIN    | 违反条款
    higher-also  | GAIN    | 违反条款
    higher-also  | HIGH    | 违反条款
    clause-lost  | N9      | 违反条款
    blank        | -       | 违反条款
    two-acts     | HIGH    | 违反条款
    before       | HIGH    | 违反条款
    first-day    | HIGH    | 违反条款
    own-unsaid   | HIGH    | 违反条款
    not-fined    | HIGH    | 违反条款
    """,
    "deliveries": """
    agency_id | sheet        | covers_from_on | covers_to_on
    ----------|--------------|----------------|-------------
    B         | 处罚依据条款 | 2026-01-01     | 2026-12-31
    """,
}


def test_the_clause_with_the_highest_fine_applies() -> None:
    found = check(
        "FIN-029-HIGHER",
        "penalties",
        """
        penalty_id   | norm_id | agency_id | decided_on | violation_count | fine_yuan | verdict
        -------------|---------|-----------|------------|-----------------|-----------|--------
        own-only     | LOW     | A         | 2026-03-02 | -               | 1000      | clear
        equal        | LOW     | A         | 2026-03-02 | -               | 1000      | clear
        higher       | LOW     | A         | 2026-03-02 | -               | 1000      | hit
        higher-basis | LOW     | A         | 2026-03-02 | -               | 1000      | hit
        as-standard  | LOW     | B         | 2026-03-02 | -               | 1000      | clear
        persons-only | LOW     | A         | 2026-03-02 | -               | 1000      | clear
        times        | LOW     | A         | 2026-03-02 | -               | 1000      | hit
        base-unsaid  | LOW     | A         | 2026-03-02 | -               | 1000      | unknown
        higher-also  | LOW     | A         | 2026-03-02 | -               | 1000      | hit
        clause-lost  | LOW     | A         | 2026-03-02 | -               | 1000      | unknown
        blank        | LOW     | A         | 2026-03-02 | -               | 1000      | unknown
        two-acts     | LOW     | A         | 2026-03-02 | 2               | 1000      | clear
        before       | LOW     | A         | 2021-07-14 | -               | 1000      | clear
        first-day    | LOW     | A         | 2021-07-15 | -               | 1000      | hit
        own-unsaid   | -       | A         | 2026-03-02 | -               | 1000      | unknown
        not-fined    | LOW     | A         | 2026-03-02 | -               | 0         | clear
        no-rows      | LOW     | A         | 2026-03-02 | -               | 1000      | unknown
        no-rows-told | LOW     | B         | 2026-03-02 | -               | 1000      | clear
        """,
        given=GIVEN,
        beside=BESIDE,
    )
    assert '"other_highest": "5000.01"' in found["higher"]["evidence"]
