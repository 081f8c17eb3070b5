"""PEN-042-TWO: two different officers, each with a certificate good on the day of the act."""

from tests.engine.rules.spec import check

OFFICERS = """
    officer_id | agency_id | name | staff_kind   | is_police
    -----------|-----------|------|--------------|----------
    O1         | A         | 甲   | 执法人员     | -
    O2         | A         | 乙   | 执法人员     | -
    O3         | A         | 丙   | 执法人员     | -
    O4         | A         | 丁   | 执法人员     | 是
    O5         | A         | 戊   | 执法辅助人员 | -
    O6         | A         | 己   | -            | -
    O7         | A         | 庚   | 执法人员     | -
    O8         | B         | 辛   | 执法人员     | -
    O9         | A         | 壬   | 执法人员     | -
    """
CERTIFICATES = """
    certificate_id | officer_id | valid_from_on | valid_to_on | status | status_on  | suspended_to_on
    ---------------|------------|---------------|-------------|--------|------------|----------------
    C1             | O1         | 2022-01-01    | 2027-12-31  | 有效   | -          | -
    C2             | O2         | 2022-01-01    | 2024-03-01  | 有效   | -          | -
    C3             | O3         | 2022-01-01    | 2027-12-31  | 暂扣   | 2024-03-10 | 2024-03-20
    C4             | O5         | 2022-01-01    | 2027-12-31  | 有效   | -          | -
    C5             | O6         | 2022-01-01    | 2027-12-31  | 有效   | -          | -
    C6             | O7         | 2022-01-01    | 2027-12-31  | 注销   | -          | -
    C7             | O9         | 2022-01-01    | 2027-12-31  | 已换发 | 2024-03-10 | -
    """
DELIVERIES = """
    agency_id | sheet          | covers_from_on | covers_to_on
    ----------|----------------|----------------|-------------
    A         | 执法证件       | 2020-01-01     | 2026-12-31
    A         | 处罚文书与人员 | 2024-01-01     | 2024-12-31
    """


def investigators(*acts: tuple[str, str, str]) -> str:
    lines = ["act_kind | act_id | officer_id | role | acted_on", "-|-"]
    return "\n".join([*lines, *(f"行政处罚 | {act} | {officer} | 调查 | {day}" for act, officer, day in acts)])


def test_two_valid_officers_are_needed() -> None:
    found = check(
        "PEN-042-TWO",
        "penalties",
        """
        penalty_id     | decided_on | outcome  | verdict
        ---------------|------------|----------|--------
        two            | 2024-04-01 | 给予处罚 | clear
        lapsed         | 2024-04-01 | 给予处罚 | hit
        same-twice     | 2024-04-01 | 给予处罚 | hit
        no-penalty     | 2024-04-01 | 不予处罚 | clear
        before-susp    | 2024-04-01 | 给予处罚 | clear
        suspended      | 2024-04-01 | 给予处罚 | hit
        last-suspended | 2024-04-01 | 给予处罚 | hit
        after-susp     | 2024-04-01 | 给予处罚 | clear
        replaced       | 2024-04-01 | 给予处罚 | hit
        not-yet-repl   | 2024-04-01 | 给予处罚 | clear
        police         | 2024-04-01 | 给予处罚 | clear
        assistant      | 2024-04-01 | 给予处罚 | hit
        post-unsaid    | 2024-04-01 | 给予处罚 | unknown
        state-unsaid   | 2024-04-01 | 给予处罚 | unknown
        day-unsaid     | 2024-04-01 | 给予处罚 | unknown
        person-unsaid  | 2024-04-01 | 给予处罚 | unknown
        not-delivered  | 2024-04-01 | 给予处罚 | unknown
        nobody         | 2024-12-31 | 给予处罚 | hit
        nobody-later   | 2025-01-01 | 给予处罚 | unknown
        """,
        given={"agency_id": "A"},
        beside={
            "officers": OFFICERS,
            "certificates": CERTIFICATES,
            "deliveries": DELIVERIES,
            "act_officers": investigators(
                ("two", "O1", "2024-03-01"), ("two", "O2", "2024-03-01"),
                ("lapsed", "O1", "2024-03-02"), ("lapsed", "O2", "2024-03-02"),
                ("same-twice", "O1", "2024-03-01"), ("same-twice", "O1", "2024-03-02"),
                ("before-susp", "O1", "2024-03-09"), ("before-susp", "O3", "2024-03-09"),
                ("suspended", "O1", "2024-03-10"), ("suspended", "O3", "2024-03-10"),
                ("last-suspended", "O1", "2024-03-20"), ("last-suspended", "O3", "2024-03-20"),
                ("after-susp", "O1", "2024-03-21"), ("after-susp", "O3", "2024-03-21"),
                ("replaced", "O1", "2024-03-10"), ("replaced", "O9", "2024-03-10"),
                ("not-yet-repl", "O1", "2024-03-09"), ("not-yet-repl", "O9", "2024-03-09"),
                ("police", "O1", "2024-03-02"), ("police", "O4", "2024-03-02"),
                ("assistant", "O1", "2024-03-02"), ("assistant", "O5", "2024-03-02"),
                ("post-unsaid", "O1", "2024-03-02"), ("post-unsaid", "O6", "2024-03-02"),
                ("state-unsaid", "O1", "2024-03-02"), ("state-unsaid", "O7", "2024-03-02"),
                ("day-unsaid", "O1", "2024-03-02"), ("day-unsaid", "O2", "-"),
                ("person-unsaid", "O1", "2024-03-02"), ("person-unsaid", "-", "2024-03-02"),
                ("not-delivered", "O1", "2024-03-02"), ("not-delivered", "O8", "2024-03-02"),
            ),
        },
    )  # fmt: skip
    assert '"sure": "1"' in found["lapsed"]["evidence"]
