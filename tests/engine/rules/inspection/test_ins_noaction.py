"""INS-NOACTION: problems have consequences."""

from tests.engine.rules.spec import check


def test_fifteen_working_days() -> None:
    check(
        "INS-NOACTION",
        "inspections",
        """
        inspection_id | finding_count | follow_up | finished_on | verdict
        --------------|---------------|-----------|-------------|--------
        last-day      | 1             | 无        | 2026-11-02  | clear
        past          | 1             | 无        | 2026-10-30  | hit
        ordered       | 1             | 责令改正  | 2026-03-02  | clear
        unsaid        | 1             | -         | 2026-03-02  | unknown
        no-problem    | 0             | 无        | 2026-03-02  | clear
        not-counted   | -             | 无        | 2026-03-02  | unknown
        running       | 1             | 无        | -           | clear
        """,
    )
