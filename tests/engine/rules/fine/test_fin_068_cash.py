"""FIN-068-CASH: cash on the spot only where the law allows it."""

from tests.engine.rules.spec import check

PENALTIES = """
    penalty_id | procedure | decided_on | fine_yuan
    -----------|-----------|------------|----------
    HUNDRED    | 简易程序  | 2026-03-02 | 100
    MORE       | 简易程序  | 2026-03-02 | 100.01
    ORDINARY   | 普通程序  | 2026-03-02 | 50
    OLD-20     | 简易程序  | 2021-07-14 | 20
    OLD-21     | 简易程序  | 2021-07-14 | 21
    NEW-21     | 简易程序  | 2021-07-15 | 21
    UNSAID     | -         | 2026-03-02 | 50
    """


def test_the_three_cases_of_the_law() -> None:
    found = check(
        "FIN-068-CASH",
        "payments",
        """
        payment_id  | act_id   | channel  | has_enforcement_difficulty | is_remote_area | has_party_request | verdict
        ------------|----------|----------|----------------------------|----------------|-------------------|--------
        hundred     | HUNDRED  | 当场现金 | -                          | -              | -                 | clear
        cent-more   | MORE     | 当场现金 | -                          | -              | -                 | hit
        hard        | MORE     | 当场现金 | 是                         | -              | -                 | clear
        ordinary    | ORDINARY | 当场现金 | 是                         | -              | -                 | hit
        remote      | ORDINARY | 当场现金 | -                          | 是             | 是                | clear
        not-asked   | ORDINARY | 当场现金 | -                          | 是             | -                 | hit
        not-remote  | ORDINARY | 当场现金 | -                          | -              | 是                | hit
        old-twenty  | OLD-20   | 当场现金 | -                          | -              | -                 | clear
        old-more    | OLD-21   | 当场现金 | -                          | -              | -                 | hit
        new-law     | NEW-21   | 当场现金 | -                          | -              | -                 | clear
        no-way      | UNSAID   | 当场现金 | -                          | -              | -                 | unknown
        no-case     | NONE     | 当场现金 | -                          | -              | -                 | unknown
        bank        | MORE     | 银行     | -                          | -              | -                 | clear
        """,
        given={"act_kind": "行政处罚", "kind": "罚款", "agency_id": "A"},
        beside={"penalties": PENALTIES},
    )
    assert found["old-more"]["law_version"] == "行政处罚法(2017)"
