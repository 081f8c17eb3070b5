"""CAM-ISSUE-OVERDUE: what is to be put right by a day is struck off by then."""

from tests.engine.rules.spec import check


def test_struck_off_by_its_day() -> None:
    check(
        "CAM-ISSUE-OVERDUE",
        "ledger_issues",
        """
        issue_id      | due_on     | extended_to_on | status   | closed_on  | verdict
        --------------|------------|----------------|----------|------------|--------
        last-day      | 2026-09-30 | -              | 已销号   | 2026-09-30 | clear
        day-after     | 2026-09-30 | -              | 已销号   | 2026-10-01 | hit
        open          | 2026-09-30 | -              | 整改中   | -          | hit
        applied       | 2026-09-30 | -              | 申请销号 | -          | hit
        due-today     | 2026-11-21 | -              | 整改中   | -          | clear
        put-off       | 2026-09-30 | 2026-12-31     | 整改中   | -          | clear
        put-off-past  | 2026-09-30 | 2026-11-20     | 整改中   | -          | hit
        for-ever      | 2026-09-30 | -              | 长期坚持 | -          | clear
        no-day        | -          | -              | 整改中   | -          | clear
        undated       | 2026-09-30 | -              | 已销号   | -          | unknown
        state-blank   | 2026-09-30 | -              | -        | -          | unknown
        """,
        given={"agency_id": "A"},
    )
