"""FIN-TENFOLD: between the lowest and the highest fine lies a factor of ten at most."""

from tests.engine.rules.spec import check


def test_clauses_of_rules_in_force() -> None:
    found = check(
        "FIN-TENFOLD",
        "penalty_norms",
        """
        norm_id       | level        | fine_mode | min_yuan | max_yuan | min_times | max_times | effective_to_on | verdict
        --------------|--------------|-----------|----------|----------|-----------|-----------|-----------------|--------
        tenfold       | 部门规章     | 幅度      | 1000     | 10000    | -         | -         | -               | clear
        a-cent-more   | 部门规章     | 幅度      | 1000     | 10000.01 | -         | -         | -               | hit
        local-rule    | 地方政府规章 | 幅度      | 500      | 10000    | -         | -         | -               | hit
        from-nought   | 部门规章     | 幅度      | -        | 10000    | -         | -         | -               | clear
        statute       | 法律         | 幅度      | 500      | 10000    | -         | -         | -               | clear
        times         | 部门规章     | 倍数      | -        | -        | 1         | 10        | -               | clear
        times-more    | 部门规章     | 倍数      | -        | -        | 0.5       | 6         | -               | hit
        last-day      | 部门规章     | 幅度      | 500      | 10000    | -         | -         | 2026-11-21      | hit
        lapsed        | 部门规章     | 幅度      | 500      | 10000    | -         | -         | 2026-11-20      | clear
        level-unsaid  | -            | 幅度      | 500      | 10000    | -         | -         | -               | unknown
        top-unsaid    | 部门规章     | 幅度      | 500      | -        | -         | -         | -               | unknown
        """,  # noqa: E501 - a table
        given={"citation": "某规定第一条"},
    )
    assert "某规定第一条" in found["local-rule"]["explanation"]


def test_steps_of_standards_in_force() -> None:
    check(
        "FIN-TENFOLD",
        "discretion_tiers",
        """
        tier_id     | min_yuan | max_yuan | min_times | max_times | effective_to_on | verdict
        ------------|----------|----------|-----------|-----------|-----------------|--------
        tenfold     | 100      | 1000     | -         | -         | -               | clear
        wider       | 100      | 1001     | -         | -         | -               | hit
        times-wider | -        | -        | 0.1       | 1.01      | -               | hit
        lapsed      | 100      | 2000     | -         | -         | 2026-11-20      | clear
        end-unsaid  | 100      | -        | -         | -         | -               | unknown
        """,
        given={"standard_id": "S", "tier": "一般", "violation_code": "CG001"},
    )
