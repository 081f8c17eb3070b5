"""FIN-HIGH: a fine stands in proportion to goods and gain."""

from tests.engine.rules.spec import check

BESIDE = {
    "penalty_norms": """
    norm_id | citation | fine_mode | min_yuan | max_yuan | base     | min_times | max_times | base_threshold_yuan | below_min_yuan | below_max_yuan
    --------|----------|-----------|----------|----------|----------|-----------|-----------|---------------------|----------------|---------------
    LOW     | 甲法     | 幅度      | 1000     | 500000   | -        | -         | -         | -                   | -              | -
    HIGH    | 乙法     | 倍数      | -        | -        | 货值金额 | 10        | 20        | 10000               | 50000          | 100000
    """  # noqa: E501 - a table
}


def test_fifty_times_and_a_large_sum() -> None:
    check(
        "FIN-HIGH",
        "penalties",
        """
        penalty_id     | party_kind       | norm_id | fine_yuan | goods_value_yuan | illegal_gain_yuan | verdict
        ---------------|------------------|---------|-----------|------------------|-------------------|--------
        org-both       | 法人及非法人组织 | LOW     | 50000     | 1000             | 0                 | hit
        org-less       | 法人及非法人组织 | LOW     | 49999.99  | 100              | 0                 | clear
        org-times      | 法人及非法人组织 | LOW     | 50000     | 1000.01          | 0                 | clear
        larger-counts  | 法人及非法人组织 | LOW     | 50000     | 10               | 2000              | clear
        gain-only      | 法人及非法人组织 | LOW     | 50000     | 0                | 1000              | hit
        person         | 自然人           | LOW     | 10000     | 200              | 0                 | hit
        sole-trader    | 个体工商户       | LOW     | 10000     | 200              | 0                 | hit
        person-less    | 自然人           | LOW     | 9999      | 10               | 0                 | clear
        neither        | 法人及非法人组织 | LOW     | 60000     | 0                | 0                 | clear
        by-law         | 法人及非法人组织 | HIGH    | 60000     | 1000             | 0                 | clear
        law-not-so     | 法人及非法人组织 | HIGH    | 100000    | 1500             | 0                 | hit
        gain-unsaid    | 法人及非法人组织 | LOW     | 50000     | 1000             | -                 | unknown
        unsaid-clear   | 法人及非法人组织 | LOW     | 50000     | 2000             | -                 | clear
        unsaid-both    | 法人及非法人组织 | LOW     | 50000     | -                | -                 | unknown
        unsaid-small   | 法人及非法人组织 | LOW     | 5000      | -                | -                 | clear
        party-unsaid   | -                | LOW     | 50000     | 1000             | 0                 | unknown
        clause-unsaid  | 法人及非法人组织 | -       | 50000     | 1000             | 0                 | unknown
        """,
        given={"outcome": "给予处罚", "decided_on": "2026-03-02", "penalty_kinds": "罚款"},
        beside=BESIDE,
    )
