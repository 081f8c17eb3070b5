"""INS-TWO: two officers inspect."""

from tests.engine.rules.spec import check

BESIDE = {
    "officers": """
    officer_id | agency_id | name | staff_kind
    -----------|-----------|------|-------------
    R1         | A         | 甲   | 执法人员
    R2         | A         | 乙   | 执法人员
    AUX        | A         | 丙   | 执法辅助人员
    NONE       | A         | 丁   | 执法人员
    """,
    "certificates": """
    certificate_id | officer_id | valid_from_on | valid_to_on | status
    ---------------|------------|---------------|-------------|-------
    Z1             | R1         | 2020-01-01    | 2027-12-31  | 有效
    Z2             | R2         | 2020-01-01    | 2027-12-31  | 有效
    Z3             | AUX        | 2020-01-01    | 2027-12-31  | 有效
    """,
    "deliveries": """
    agency_id | sheet          | covers_from_on | covers_to_on
    ----------|----------------|----------------|-------------
    A         | 执法证件       | 2017-01-01     | 2026-12-31
    A         | 处罚文书与人员 | 2017-01-01     | 2026-12-31
    """,
}


def test_two_different_officers_with_certificates() -> None:
    people = {"two": "R1 R2", "one": "R1", "twice": "R1 R1", "assistant": "R1 AUX", "uncertified": "R1 NONE"}
    people |= {"nameless": "R1 -", "off-site": "R1", "two-and-more": "R1 R2 AUX"}
    rows = "act_kind | act_id | officer_id | role | acted_on\n" + "\n".join(
        f"行政检查 | {act} | {officer} | 检查 | 2026-03-02"
        for act, found in people.items()
        for officer in found.split()
    )
    check(
        "INS-TWO",
        "inspections",
        """
        inspection_id | agency_id | mode   | started_at          | verdict
        --------------|-----------|--------|---------------------|--------
        two           | A         | 现场   | 2026-03-02 09:00:00 | clear
        two-and-more  | A         | 现场   | 2026-03-02 09:00:00 | clear
        one           | A         | 现场   | 2026-03-02 09:00:00 | hit
        twice         | A         | 现场   | 2026-03-02 09:00:00 | hit
        assistant     | A         | 现场   | 2026-03-02 09:00:00 | hit
        uncertified   | A         | 现场   | 2026-03-02 09:00:00 | hit
        nameless      | A         | 现场   | 2026-03-02 09:00:00 | unknown
        nobody        | A         | 现场   | 2026-03-02 09:00:00 | hit
        undeclared    | B         | 现场   | 2026-03-02 09:00:00 | unknown
        off-site      | A         | 非现场 | 2026-03-02 09:00:00 | clear
        """,
        beside={**BESIDE, "act_officers": rows},
    )
