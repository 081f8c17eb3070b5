"""CAM-LOOKBACK: what was left over last year stands in this year's ledger."""

from tests.engine.rules.spec import check

ISSUES = """
issue_id     | agency_id | found_on   | status   | closed_on  | previous_issue_id | verdict
-------------|-----------|------------|----------|------------|-------------------|--------
left-out     | A         | 2025-12-31 | 整改中   | -          | -                 | hit
applied      | A         | 2025-03-03 | 申请销号 | -          | -                 | hit
for-ever     | A         | 2025-03-03 | 长期坚持 | -          | -                 | hit
closed       | A         | 2025-03-03 | 已销号   | 2025-06-01 | -                 | clear
undated      | A         | 2025-03-03 | 已销号   | -          | -                 | clear
carried      | A         | 2025-03-03 | 整改中   | -          | -                 | clear
carrier      | A         | 2026-01-01 | 整改中   | -          | carried           | clear
this-year    | A         | 2026-01-01 | 整改中   | -          | -                 | clear
state-blank  | A         | 2025-03-03 | -        | -          | -                 | unknown
day-blank    | A         | -          | 整改中   | -          | -                 | unknown
no-ledger    | B         | 2025-03-03 | 整改中   | -          | -                 | unknown
taken-over   | D         | 2025-03-03 | 整改中   | -          | -                 | clear
heir         | E         | 2026-03-03 | 整改中   | -          | taken-over        | clear
two-years    | F         | 2024-03-03 | 整改中   | -          | -                 | clear
one-year     | F         | 2025-03-03 | 整改中   | -          | two-years         | hit
newest       | F         | 2026-03-03 | 已销号   | 2026-04-01 | -                 | clear
"""


def test_open_problems_are_carried_on() -> None:
    check("CAM-LOOKBACK", "ledger_issues", ISSUES)


def test_a_ledger_that_does_not_name_last_years_problems() -> None:
    check(
        "CAM-LOOKBACK",
        "ledger_issues",
        """
        issue_id | agency_id | found_on   | status | verdict
        ---------|-----------|------------|--------|--------
        last     | A         | 2025-03-03 | 整改中 | unknown
        this     | A         | 2026-03-03 | 整改中 | clear
        """,
        lacking={"ledger_issues": ("previous_issue_id",)},
    )
