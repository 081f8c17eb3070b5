"""PEN-016-BASIS: a law, regulation or rule that was in force when the act was done."""

from tests.engine.rules.spec import check

NORMS = """
    norm_id | citation | law_name | violation_code | level        | effective_from_on | effective_to_on
    --------|----------|----------|----------------|--------------|-------------------|----------------
    LAW     | 甲法一条 | 甲法     | V1             | 法律         | 2020-01-01        | 2023-12-31
    NEW     | 乙法一条 | 乙法     | V1             | 地方性法规   | 2024-01-01        | -
    RULE    | 丙规一条 | 丙规     | V1             | 地方政府规章 | 2020-01-01        | -
    NOTICE  | 丁通知   | 丁通知   | V1             | 规范性文件   | 2020-01-01        | -
    VAGUE   | 戊       | 戊       | V1             | -            | 2020-01-01        | -
    """
BASES = """
    penalty_id   | norm_id | cite_role | is_new_lighter
    -------------|---------|-----------|---------------
    raised       | LAW     | 处罚依据  | -
    only-broken  | LAW     | 违反条款  | -
    lighter      | NEW     | 处罚依据  | 是
    second-old   | NEW     | 处罚依据  | -
    unnamed      | -       | 处罚依据  | -
    no-main      | LAW     | 处罚依据  | -
    """


def test_the_clause_must_be_high_enough_and_in_force() -> None:
    found = check(
        "PEN-016-BASIS",
        "penalties",
        """
        penalty_id   | norm_id | act_start_on | act_end_on | outcome  | verdict
        -------------|---------|--------------|------------|----------|--------
        law          | LAW     | 2023-03-01   | 2023-03-05 | 给予处罚 | clear
        rule         | RULE    | 2023-03-01   | 2023-03-05 | 给予处罚 | clear
        notice       | NOTICE  | 2023-03-01   | 2023-03-05 | 给予处罚 | hit
        no-penalty   | NOTICE  | 2023-03-01   | 2023-03-05 | 不予处罚 | clear
        raised       | NOTICE  | 2023-03-01   | 2023-03-05 | 给予处罚 | clear
        only-broken  | NOTICE  | 2023-03-01   | 2023-03-05 | 给予处罚 | hit
        last-day     | LAW     | 2023-12-31   | 2024-02-05 | 给予处罚 | clear
        day-after    | LAW     | 2024-01-01   | 2024-02-05 | 给予处罚 | hit
        first-day    | NEW     | 2023-12-01   | 2024-01-01 | 给予处罚 | clear
        day-before   | NEW     | 2023-12-01   | 2023-12-31 | 给予处罚 | hit
        lighter      | NEW     | 2023-12-01   | 2023-12-31 | 给予处罚 | clear
        second-old   | LAW     | 2023-12-01   | 2023-12-31 | 给予处罚 | hit
        not-listed   | GONE    | 2023-03-01   | 2023-03-05 | 给予处罚 | unknown
        unnamed      | LAW     | 2023-03-01   | 2023-03-05 | 给予处罚 | unknown
        no-main      | -       | 2023-03-01   | 2023-03-05 | 给予处罚 | unknown
        nothing      | -       | 2023-03-01   | 2023-03-05 | 给予处罚 | unknown
        level-unsaid | VAGUE   | 2023-03-01   | 2023-03-05 | 给予处罚 | unknown
        act-unsaid   | RULE    | -            | -          | 给予处罚 | unknown
        start-unsaid | RULE    | -            | 2023-03-05 | 给予处罚 | clear
        """,
        given={"decided_on": "2024-06-03"},
        beside={"penalty_norms": NORMS, "penalty_bases": BASES},
    )
    assert "丁通知" in found["notice"]["explanation"]
    assert "甲法一条" in found["day-after"]["explanation"]
