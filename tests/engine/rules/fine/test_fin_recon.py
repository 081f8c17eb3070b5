"""FIN-RECON: income has a case, stays in the treasury and comes as it comes."""

from tests.engine.rules.spec import check

PENALTIES = """
penalty_id | agency_id | party_kind       | party_uscc | change_kind
-----------|-----------|------------------|------------|------------
C1         | A         | 法人及非法人组织 | P1         | -
C2         | A         | 法人及非法人组织 | P2         | 撤销
C3         | A         | 法人及非法人组织 | P3         | -
C4         | A         | 法人及非法人组织 | P3         | -
C5         | A         | 法人及非法人组织 | P5         | -
C6         | A         | 法人及非法人组织 | P6         | -
"""


def test_income_without_a_case() -> None:
    found = check(
        "FIN-RECON",
        "payments",
        """
        payment_id | act_kind | act_id | kind | treasury_on | verdict
        -----------|----------|--------|------|-------------|--------
        orphan     | -        | -      | 罚款 | 2026-03-05  | hit
        not-in-yet | -        | -      | 罚款 | -           | clear
        with-case  | 行政处罚 | C1     | 罚款 | 2026-03-05  | clear
        a-fee      | -        | -      | 收费 | 2026-03-05  | clear
        """,
        given={"agency_id": "A", "paid_on": "2026-03-02", "amount_yuan": "500"},
        beside={"penalties": PENALTIES},
    )
    assert "有收入无案件" in found["orphan"]["explanation"]


def test_money_that_goes_back_soon_and_nearly_whole() -> None:
    check(
        "FIN-RECON",
        "payments",
        """
        payment_id   | act_id | kind   | paid_on    | amount_yuan | refund_doc_no | verdict
        -------------|--------|--------|------------|-------------|---------------|--------
        1-paid       | C1     | 罚款   | 2026-03-02 | 1000        | -             | clear
        1-ninety     | C1     | 退付   | 2026-05-31 | 900         | -             | hit
        2-paid       | C2     | 罚款   | 2026-03-02 | 1000        | -             | clear
        2-annulled   | C2     | 退付   | 2026-03-09 | 1000        | -             | clear
        3-paid       | C3     | 罚款   | 2026-03-02 | 1000        | -             | clear
        3-late       | C3     | 退付   | 2026-06-01 | 1000        | -             | clear
        4-paid       | C4     | 罚款   | 2026-03-02 | 1000        | -             | clear
        4-part       | C4     | 退付   | 2026-03-09 | 899.99      | -             | clear
        5-paid       | C5     | 罚款   | 2026-03-02 | 1000        | -             | clear
        5-papered    | C5     | 退付   | 2026-03-09 | 1000        | 财退〔1〕号   | clear
        6-paid       | C6     | 罚款   | 2026-03-02 | -           | -             | clear
        6-unsaid     | C6     | 退付   | 2026-03-09 | 1000        | -             | unknown
        nothing-paid | C9     | 退付   | 2026-03-09 | 1000        | -             | clear
        """,
        given={"agency_id": "A", "act_kind": "行政处罚"},
        beside={"penalties": PENALTIES},
    )


def test_three_round_sums_in_one_day() -> None:
    found = check(
        "FIN-RECON",
        "payments",
        """
        payment_id | act_id | paid_on    | amount_yuan | agency_id | verdict
        -----------|--------|------------|-------------|-----------|--------
        3a         | C3     | 2026-03-02 | 10000       | A         | hit
        3b         | C4     | 2026-03-02 | 20000       | A         | hit
        3c         | C4     | 2026-03-02 | 10000       | A         | hit
        3-odd      | C4     | 2026-03-02 | 10001       | A         | clear
        3-next-day | C4     | 2026-03-03 | 10000       | A         | clear
        3-other    | C4     | 2026-03-02 | 10000       | B         | clear
        1a         | C1     | 2026-03-02 | 10000       | A         | clear
        1b         | C1     | 2026-03-02 | 10000       | A         | clear
        """,
        given={"act_kind": "行政处罚", "kind": "罚款"},
        beside={"penalties": PENALTIES},
    )
    assert '"round_sums": "3"' in found["3b"]["evidence"]
