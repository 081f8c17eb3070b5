"""CAM-ZERO-CONFLICT: who reports nothing had nothing."""

from tests.engine.rules.spec import check

BESIDE = {
    "reviews_and_suits": """
    remedy_id | agency_id | kind     | result   | effective_on
    ----------|-----------|----------|----------|-------------
    R1        | lost      | 行政复议 | 撤销     | 2026-08-20
    R2        | lost-then | 行政诉讼 | 撤销     | 2025-08-20
    R3        | won       | 行政复议 | 维持     | 2026-08-01
    R4        | paid      | 国家赔偿 | 变更     | 2026-08-01
    R5        | lost-late | 行政复议 | 撤销     | 2026-08-21
    R6        | lost-first | 行政诉讼 | 确认违法 | 2025-08-21
    """,
    "complaints": """
    complaint_id | agency_id | respondent_agency_id | received_on | is_verified
    -------------|-----------|----------------------|-------------|------------
    C1           | H         | proven               | 2026-03-02  | 是
    C2           | H         | untrue               | 2026-03-02  | 否
    C3           | H         | unsaid               | 2026-03-02  | -
    C4           | H         | unsaid-lost          | 2026-03-02  | -
    """,
    "ledger_issues": """
    issue_id | agency_id | campaign_id | found_on
    ---------|-----------|-------------|-----------
    W1       | listed    | C           | 2026-06-01
    W2       | elsewhere | D           | 2026-06-01
    W3       | later     | C           | 2026-08-21
    """,
}


def test_lost_cases_true_complaints_and_the_ledger_itself() -> None:
    units = {
        "lost": "hit", "lost-first": "hit", "lost-then": "clear", "lost-late": "clear", "won": "clear", "paid": "clear",
        "proven": "hit", "untrue": "clear", "unsaid": "unknown", "listed": "hit", "elsewhere": "clear",
        "later": "clear", "quiet": "clear",
    }  # fmt: skip
    deliveries = "\n".join(f"{unit} | 复议诉讼赔偿 | 2017-01-01 | 2026-12-31" for unit in units)
    found = check(
        "CAM-ZERO-CONFLICT",
        "campaign_tasks",
        "task_id | agency_id | verdict\n" + "\n".join(f"T-{unit} | {unit} | {want}" for unit, want in units.items()),
        given={"campaign_id": "C", "ledger_rows": "0", "submitted_at": "2026-08-20 09:00:00"},
        beside={
            **BESIDE,
            "deliveries": "agency_id | sheet | covers_from_on | covers_to_on\n" + deliveries,
        },
    )
    assert "矛盾：有被纠错的案件。" in found["T-lost"]["explanation"]
    assert "矛盾：台账已登记问题。" in found["T-listed"]["explanation"]


def test_a_report_with_problems_or_none_at_all() -> None:
    check(
        "CAM-ZERO-CONFLICT",
        "campaign_tasks",
        """
        task_id     | agency_id | ledger_rows | submitted_at        | verdict
        ------------|-----------|-------------|---------------------|--------
        one-row     | lost      | 1           | 2026-08-20 09:00:00 | clear
        not-counted | lost      | -           | 2026-08-20 09:00:00 | unknown
        not-sent    | lost      | 0           | -                   | clear
        nobody      | -         | 0           | 2026-08-20 09:00:00 | unknown
        undeclared  | quiet     | 0           | 2026-08-20 09:00:00 | unknown
        surely      | lost      | 0           | 2026-08-20 09:00:00 | hit
        """,
        given={"campaign_id": "C"},
        beside=BESIDE,
    )
