"""OFF-AUX: assistants do not act alone."""

from tests.engine.rules.spec import check

BESIDE = {
    "officers": """
    officer_id | agency_id | name | staff_kind
    -----------|-----------|------|-------------
    R1         | A         | 甲   | 执法人员
    NOCARD     | A         | 乙   | 执法人员
    AUX        | A         | 丙   | 执法辅助人员
    TEMP       | A         | 丁   | 临时聘用
    """,
    "certificates": """
    certificate_id | officer_id | valid_from_on | valid_to_on | status
    ---------------|------------|---------------|-------------|-------
    Z1             | R1         | 2020-01-01    | 2027-12-31  | 有效
    Z2             | AUX        | 2020-01-01    | 2027-12-31  | 有效
    """,
    "deliveries": """
    agency_id | sheet     | covers_from_on | covers_to_on
    ----------|-----------|----------------|-------------
    A         | 执法证件  | 2017-01-01     | 2026-12-31
    """,
    "act_officers": """
    act_kind | act_id    | officer_id | role     | acted_on
    ---------|-----------|------------|----------|-----------
    行政处罚 | with-one  | R1         | 调查     | 2026-03-02
    行政处罚 | with-one  | AUX        | 调查     | 2026-03-02
    行政处罚 | alone     | AUX        | 调查     | 2026-03-02
    行政处罚 | alone     | TEMP       | 调查     | 2026-03-02
    行政处罚 | no-card   | NOCARD     | 调查     | 2026-03-02
    行政处罚 | nameless  | AUX        | 调查     | 2026-03-02
    行政处罚 | nameless  | -          | 调查     | 2026-03-02
    行政处罚 | only-rec  | AUX        | 记录     | 2026-03-02
    行政检查 | I1        | TEMP       | 检查     | 2026-03-02
    行政强制 | C1        | TEMP       | 实施强制 | 2026-03-02
    """,
}


def test_one_valid_officer_is_enough() -> None:
    cases = """
        penalty_id | verdict
        -----------|--------
        with-one   | clear
        alone      | hit
        no-card    | hit
        nameless   | unknown
        only-rec   | clear
        nobody     | clear
        """
    check("OFF-AUX", "penalties", cases, beside=BESIDE)
    check("OFF-AUX", "inspections", "inspection_id | verdict\nI1 | hit", beside=BESIDE)
    check("OFF-AUX", "coercions", "coercion_id | verdict\nC1 | hit", beside=BESIDE)
