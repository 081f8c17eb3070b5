"""PEN-032-MITIG: mitigating facts on record bring mitigation, or reasons."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"norm_id": "N1", "tier_id": "T1", "decided_on": "2026-03-02", "outcome": "给予处罚", "penalty_kinds": "罚款"}
BESIDE = {
    "penalty_norms": """
    norm_id | citation     | fine_mode | base     | min_yuan | max_yuan | min_times | max_times
    --------|--------------|-----------|----------|----------|----------|-----------|----------
    N1      | 某条例第一条 | 幅度      | -        | 1000     | 10000    | -         | -
    N2      | 某条例第二条 | 倍数      | 货值金额 | -        | -        | 1         | 10
    """,
    "discretion_tiers": """
    tier_id | standard_id | tier | min_yuan | max_yuan | min_times | max_times
    --------|-------------|------|----------|----------|-----------|----------
    T1      | S           | 一般 | 4000     | 6000     | -         | -
    T2      | S           | 一般 | -        | -        | 3         | 5
    """,
}


def test_the_middle_of_the_step_and_the_length_of_the_reasons() -> None:
    found = check(
        "PEN-032-MITIG",
        "penalties",
        """
        penalty_id    | mitigating             | mitigation | fine_yuan | reason_chars | aggravating | has_aggravating_reason | tier_id | verdict
        --------------|------------------------|------------|-----------|--------------|-------------|------------------------|---------|--------
        at-middle     | 主动消除或减轻危害后果 | 无         | 5000      | 60           | 无          | -                      | T1      | hit
        below-middle  | 主动消除或减轻危害后果 | 无         | 4999.99   | 60           | 无          | -                      | T1      | clear
        brief         | 主动消除或减轻危害后果 | 无         | 4000      | 59           | 无          | -                      | T1      | hit
        lighter       | 主动消除或减轻危害后果 | 从轻       | 6000      | 10           | 无          | -                      | T1      | clear
        no-facts      | 无                     | 无         | 6000      | 10           | 无          | -                      | T1      | clear
        weighed       | 立功表现               | 无         | 6000      | 10           | 拒不改正    | 是                     | T1      | clear
        not-weighed   | 立功表现               | 无         | 6000      | 60           | 拒不改正    | 否                     | T1      | hit
        no-step       | 立功表现               | 无         | 6000      | 60           | 无          | -                      | -       | clear
        no-step-brief | 立功表现               | 无         | 6000      | 59           | 无          | -                      | -       | hit
        facts-unsaid  | -                      | 无         | 6000      | 10           | 无          | -                      | T1      | unknown
        way-unsaid    | 立功表现               | -          | 6000      | 10           | 无          | -                      | T1      | unknown
        chars-unsaid  | 立功表现               | 无         | 4000      | -            | 无          | -                      | T1      | unknown
        chars-no-use  | 立功表现               | 无         | 5000      | -            | 无          | -                      | T1      | hit
        step-unlisted | 立功表现               | 无         | 5000      | 60           | 无          | -                      | T9      | unknown
        worse-unsaid  | 立功表现               | 无         | 5000      | 60           | -           | -                      | T1      | unknown
        """,
        given=GIVEN,
        beside=BESIDE,
    )
    assert "说理不足" in found["brief"]["explanation"]
    assert "中间数以上" in found["at-middle"]["explanation"]


def test_a_step_in_times_is_reckoned_from_the_goods() -> None:
    check(
        "PEN-032-MITIG",
        "penalties",
        """
        penalty_id | goods_value_yuan | fine_yuan | verdict
        -----------|------------------|-----------|--------
        four-times | 100              | 400       | hit
        just-less  | 100              | 399.99    | clear
        no-goods   | -                | 400       | unknown
        """,
        given={**GIVEN, "norm_id": "N2", "tier_id": "T2", "mitigating": "立功表现", "mitigation": "无",
               "reason_chars": "60", "aggravating": "无"},
        beside=BESIDE,
    )  # fmt: skip


def test_a_warning_is_no_fine_and_confession_counts_from_the_revision() -> None:
    found = check(
        "PEN-032-MITIG",
        "penalties",
        """
        penalty_id    | mitigating | penalty_kinds | fine_yuan | decided_on | reason_chars | verdict
        --------------|------------|---------------|-----------|------------|--------------|--------
        warned        | 立功表现   | 警告          | -         | 2026-03-02 | 60           | clear
        confess-2017  | 主动供述   | 罚款          | 5000      | 2021-07-14 | 60           | clear
        confess-2021  | 主动供述   | 罚款          | 5000      | 2021-07-15 | 60           | hit
        merit-2017    | 立功表现   | 罚款          | 5000      | 2021-07-14 | 60           | hit
        """,
        given={**GIVEN, "mitigation": "无", "aggravating": "无"},
        beside=BESIDE,
    )
    assert "第二十七条第一款" in found["merit-2017"]["basis"]
    assert "第三十二条" in found["confess-2021"]["basis"]
