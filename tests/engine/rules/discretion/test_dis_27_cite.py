"""DIS-27-CITE: notice and decision cite the standard and say why."""

from tests.engine.rules.spec import check

BESIDE = {
    "discretion_tiers": """
    tier_id | standard_id | violation_code | tier | effective_from_on | effective_to_on
    --------|-------------|----------------|------|-------------------|----------------
    T1      | S1          | CG001          | 从轻 | 2022-03-01        | 2026-03-02
    T2      | S1          | CG001          | 一般 | 2022-03-01        | 2026-03-02
    T3      | S2          | CG002          | 一般 | 2022-03-01        | -
    """,
    "penalty_norms": """
    norm_id | citation | fine_mode
    --------|----------|----------
    SPAN    | 甲法     | 幅度
    FIXED   | 乙法     | 固定
    """,
}


def test_silence_is_a_hit_where_a_standard_was_in_force() -> None:
    check(
        "DIS-27-CITE",
        "penalties",
        """
        penalty_id    | violation_code | decided_on | norm_id | is_standard_cited_in_notice | is_standard_cited | reason_chars | procedure | verdict
        --------------|----------------|------------|---------|-----------------------------|-------------------|--------------|-----------|--------
        sixty         | CG001          | 2026-03-02 | SPAN    | 是                          | 是                | 60           | 普通程序  | clear
        fifty-nine    | CG001          | 2026-03-02 | SPAN    | 是                          | 是                | 59           | 普通程序  | hit
        notice-silent | CG001          | 2026-03-02 | SPAN    | 否                          | 是                | 100          | 普通程序  | hit
        silent        | CG001          | 2026-03-02 | SPAN    | 是                          | 否                | 100          | 普通程序  | hit
        unsaid        | CG001          | 2026-03-02 | SPAN    | 是                          | -                 | 100          | 普通程序  | unknown
        unsaid-scant  | CG001          | 2026-03-02 | SPAN    | 是                          | -                 | 10           | 普通程序  | hit
        lapsed        | CG001          | 2026-03-03 | SPAN    | 否                          | 否                | 10           | 普通程序  | clear
        before        | CG001          | 2022-02-28 | SPAN    | 否                          | 否                | 10           | 普通程序  | clear
        open-ended    | CG002          | 2026-11-02 | SPAN    | 否                          | 否                | 10           | 普通程序  | hit
        no-standard   | CG003          | 2026-03-02 | SPAN    | 否                          | 否                | 10           | 普通程序  | clear
        code-unsaid   | -              | 2026-03-02 | SPAN    | 否                          | 否                | 10           | 普通程序  | unknown
        fixed         | CG001          | 2026-03-02 | FIXED   | 否                          | 否                | 10           | 普通程序  | clear
        no-clause     | CG001          | 2026-03-02 | -       | 否                          | 否                | 10           | 普通程序  | unknown
        on-the-spot   | CG001          | 2026-03-02 | SPAN    | 否                          | 否                | 10           | 简易程序  | clear
        """,  # noqa: E501 - a table
        given={"outcome": "给予处罚"},
        beside=BESIDE,
    )
