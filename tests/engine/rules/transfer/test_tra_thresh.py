"""TRA-THRESH: what reaches the threshold of a crime goes to the police."""

from tests.engine.rules.spec import check

BESIDE = {
    "penalty_norms": """
    norm_id | citation | fine_mode | crime_threshold_yuan
    --------|----------|-----------|---------------------
    CRIME   | 甲一条   | 幅度      | 50000
    NONE    | 乙一条   | 幅度      | -
    """,
    "transfers": """
    transfer_id | penalty_id | agency_id
    ------------|------------|----------
    T1          | sent       | A
    T2          | -          | A
    """,
}


def test_closed_without_a_penalty_and_without_the_police() -> None:
    found = check(
        "TRA-THRESH",
        "penalties",
        """
        penalty_id    | norm_id | crime_value_yuan | outcome        | decided_on | closed_on  | verdict
        --------------|---------|------------------|----------------|------------|------------|--------
        reached       | CRIME   | 50000            | 不予处罚       | 2026-03-02 | 2026-03-09 | hit
        a-cent-less   | CRIME   | 49999.99         | 不予处罚       | 2026-03-02 | 2026-03-09 | clear
        withdrawn     | CRIME   | 60000            | 撤销案件       | 2021-07-14 | 2021-07-19 | hit
        sent          | CRIME   | 60000            | 不予处罚       | 2026-03-02 | 2026-03-09 | clear
        by-outcome    | CRIME   | 60000            | 移送司法       | 2026-03-02 | 2026-03-09 | clear
        punished      | CRIME   | 60000            | 给予处罚       | 2026-03-02 | 2026-03-09 | clear
        open          | CRIME   | 60000            | -              | -          | -          | clear
        no-threshold  | NONE    | 60000            | 不予处罚       | 2026-03-02 | 2026-03-09 | clear
        sum-unsaid    | CRIME   | -                | 不予处罚       | 2026-03-02 | 2026-03-09 | unknown
        unsaid-none   | NONE    | -                | 不予处罚       | 2026-03-02 | 2026-03-09 | clear
        clause-unsaid | -       | 60000            | 不予处罚       | 2026-03-02 | 2026-03-09 | unknown
        end-unsaid    | CRIME   | 60000            | -              | 2026-03-02 | 2026-03-09 | unknown
        """,
        beside=BESIDE,
    )
    assert "第二十七条" in found["reached"]["basis"]
    assert "第二十二条" in found["withdrawn"]["basis"]
