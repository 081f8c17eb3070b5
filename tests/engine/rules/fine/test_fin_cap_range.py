"""FIN-CAP-RANGE: the fine lies within what the clause allows."""

from tests.engine.rules.spec import check

NORMS = """
    norm_id | citation | fine_mode | min_yuan | max_yuan | base | min_times | max_times | base_threshold_yuan | below_min_yuan | below_max_yuan | cap_yuan
    --------|----------|-----------|----------|----------|------|-----------|-----------|---------------------|----------------|----------------|---------
    SPAN    | 甲法第一条 | 幅度   | 1000     | 5000     | -        | -      | -         | -     | -    | -     | -
    FIXED   | 甲法第二条 | 固定   | -        | 3000     | -        | -      | -         | -     | -    | -     | -
    TIMES   | 甲法第三条 | 倍数   | -        | -        | 货值金额 | 0.5    | 3         | 10000 | 5000 | 50000 | -
    PERCENT | 甲法第四条 | 百分比 | -        | -        | 涉案金额 | 0.05   | 0.1       | -     | -    | -     | -
    PIECES  | 甲法第五条 | 按件   | 100      | 500      | -        | -      | -         | -     | -    | -     | 1200
    CITED-1 | 《乙法》第八条 | 幅度 | 10   | 20       | -        | -      | -         | -     | -    | -     | -
    CITED-2 | 《乙法》第八条第二款 | 幅度 | 100 | 200 | -        | -      | -         | -     | -    | -     | -
    """  # noqa: E501 - a table
GIVEN = {"outcome": "给予处罚", "decided_on": "2026-03-02", "mitigation": "无", "penalty_kinds": "罚款"}


def test_both_ends_of_the_span_are_allowed() -> None:
    found = check(
        "FIN-CAP-RANGE",
        "penalties",
        """
        penalty_id    | norm_id | fine_yuan | mitigation | violation_count | is_daily_penalty | outcome  | penalty_kinds | verdict
        --------------|---------|-----------|------------|-----------------|------------------|----------|---------------|--------
        highest       | SPAN    | 5000      | 无         | -               | -                | 给予处罚 | 罚款          | clear
        cent-above    | SPAN    | 5000.01   | 无         | -               | -                | 给予处罚 | 罚款          | hit
        lowest        | SPAN    | 1000      | 无         | -               | -                | 给予处罚 | 罚款          | clear
        cent-below    | SPAN    | 999.99    | 从轻       | -               | -                | 给予处罚 | 罚款          | hit
        reduced       | SPAN    | 999.99    | 减轻       | -               | -                | 给予处罚 | 罚款          | clear
        reduced-high  | SPAN    | 5000.01   | 减轻       | -               | -                | 给予处罚 | 罚款          | hit
        unsaid-low    | SPAN    | 999.99    | -          | -               | -                | 给予处罚 | 罚款          | unknown
        unsaid-within | SPAN    | 2000      | -          | -               | -                | 给予处罚 | 罚款          | clear
        two-acts      | SPAN    | 10000     | 无         | 2               | -                | 给予处罚 | 罚款          | unknown
        two-acts-over | SPAN    | 10000.01  | 无         | 2               | -                | 给予处罚 | 罚款          | hit
        two-acts-fine | SPAN    | 5000      | 无         | 2               | -                | 给予处罚 | 罚款          | clear
        daily         | SPAN    | 90000     | 无         | -               | 是               | 给予处罚 | 罚款          | clear
        no-amount     | SPAN    | -         | 无         | -               | -                | 给予处罚 | 罚款          | unknown
        warned-only   | SPAN    | -         | 无         | -               | -                | 给予处罚 | 警告          | clear
        kinds-unsaid  | SPAN    | -         | 无         | -               | -                | 给予处罚 | -             | unknown
        not-punished  | SPAN    | 9000      | 无         | -               | -                | 不予处罚 | 罚款          | clear
        no-clause     | -       | 2000      | 无         | -               | -                | 给予处罚 | 罚款          | unknown
        no-such       | ELSE    | 2000      | 无         | -               | -                | 给予处罚 | 罚款          | unknown
        """,  # noqa: E501 - a table
        given={"decided_on": "2026-03-02"},
        beside={"penalty_norms": NORMS},
    )
    assert '"highest": "5000.00"' in found["cent-above"]["evidence"]
    assert "甲法第一条" in found["cent-above"]["explanation"]


def test_the_span_follows_the_mode_of_the_clause() -> None:
    check(
        "FIN-CAP-RANGE",
        "penalties",
        """
        penalty_id   | norm_id | fine_yuan | goods_value_yuan | involved_yuan | unit_count | verdict
        -------------|---------|-----------|------------------|---------------|------------|--------
        fixed        | FIXED   | 3000      | -                | -             | -          | clear
        fixed-above  | FIXED   | 3001      | -                | -             | -          | hit
        fixed-below  | FIXED   | 2999      | -                | -             | -          | hit
        times        | TIMES   | 30000     | 10000            | -             | -          | clear
        times-above  | TIMES   | 30000.01  | 10000            | -             | -          | hit
        times-below  | TIMES   | 4999.99   | 10000            | -             | -          | hit
        few-goods    | TIMES   | 50000     | 9999.99          | -             | -          | clear
        few-above    | TIMES   | 50000.01  | 9999.99          | -             | -          | hit
        no-value     | TIMES   | 1         | -                | -             | -          | unknown
        percent      | PERCENT | 1234.56   | -                | 12345.67      | -          | clear
        percent-high | PERCENT | 1234.57   | -                | 12345.67      | -          | hit
        two-pieces   | PIECES  | 1000      | -                | -             | 2          | clear
        two-above    | PIECES  | 1001      | -                | -             | 2          | hit
        three-capped | PIECES  | 1200      | -                | -             | 3          | clear
        three-above  | PIECES  | 1201      | -                | -             | 3          | hit
        many-capped  | PIECES  | 1200      | -                | -             | 20         | clear
        no-count     | PIECES  | 100       | -                | -             | -          | unknown
        """,
        given=GIVEN,
        beside={"penalty_norms": NORMS},
    )


def test_a_reported_case_finds_its_clause_in_the_words_of_its_basis() -> None:
    found = check(
        "FIN-CAP-RANGE",
        "penalties",
        """
        penalty_id | basis_text                   | fine_yuan | source_profile | mitigation | verdict
        -----------|------------------------------|-----------|----------------|------------|--------
        longest    | 依据《乙法》第八条第二款     | 201       | 双公示         | -          | hit
        shorter    | 依据《乙法》第八条           | 21        | 双公示         | -          | hit
        low        | 依据《乙法》第八条           | 9         | 双公示         | -          | unknown
        nowhere    | 依据《丙法》第八条           | 201       | 双公示         | -          | unknown
        full-form  | 依据《乙法》第八条           | 201       | 完整           | 无         | unknown
        """,
        given={"decided_on": "2020-03-02", "penalty_kinds": "罚款"} | {"outcome": "给予处罚"},
        beside={"penalty_norms": NORMS},
    )
    assert found["longest"]["law_version"] == "行政处罚法(2017)"


def test_the_clause_must_be_one_for_the_party() -> None:
    check(
        "FIN-CAP-RANGE",
        "penalties",
        """
        penalty_id     | party_kind       | basis_text           | fine_yuan | verdict
        ---------------|------------------|----------------------|-----------|--------
        person         | 自然人           | 《丁法》第一条第二款 | 51        | hit
        organisation   | 法人及非法人组织 | 《丁法》第一条第一款 | 501       | hit
        sole-trader    | 个体工商户       | 《丁法》第一条第一款 | 501       | hit
        sole-trader-2  | 个体工商户       | 《丁法》第一条第二款 | 51        | hit
        not-for-her    | 自然人           | 《丁法》第一条第一款 | 501       | unknown
        """,
        given={"decided_on": "2026-03-02", "penalty_kinds": "罚款", "source_profile": "双公示"},
        beside={
            "penalty_norms": """
            norm_id | citation             | applies_to | fine_mode | min_yuan | max_yuan
            --------|----------------------|------------|-----------|----------|---------
            ORG     | 《丁法》第一条第一款 | 单位       | 幅度      | 100      | 500
            PERSON  | 《丁法》第一条第二款 | 个人       | 幅度      | 20       | 50
            """
        },
    )
