"""CAM-LEDGER-FIELD: a problem has a leader, a department, a measure and a day."""

from tests.engine.rules.spec import check


def test_all_four_are_fixed() -> None:
    found = check(
        "CAM-LEDGER-FIELD",
        "ledger_issues",
        """
        issue_id       | leader | department | measure | due_on     | status   | verdict
        ---------------|--------|------------|---------|------------|----------|--------
        all-four       | 甲某   | 法制科     | 补正    | 2026-12-31 | 整改中   | clear
        no-leader      | -      | 法制科     | 补正    | 2026-12-31 | 整改中   | hit
        no-department  | 甲某   | -          | 补正    | 2026-12-31 | 整改中   | hit
        no-measure     | 甲某   | 法制科     | -       | 2026-12-31 | 已销号   | hit
        no-day         | 甲某   | 法制科     | 补正    | -          | 申请销号 | hit
        for-ever       | 甲某   | 法制科     | 补正    | -          | 长期坚持 | clear
        for-ever-bare  | -      | 法制科     | 补正    | -          | 长期坚持 | hit
        state-blank    | 甲某   | 法制科     | 补正    | -          | -        | unknown
        nothing        | -      | -          | -       | -          | 整改中   | hit
        """,
        given={"agency_id": "A", "found_on": "2026-06-01"},
    )
    assert "缺：责任领导；责任部门；整改措施；整改时限。" in found["nothing"]["explanation"]


def test_a_ledger_without_departments() -> None:
    check(
        "CAM-LEDGER-FIELD",
        "ledger_issues",
        """
        issue_id  | leader | measure | due_on     | verdict
        ----------|--------|---------|------------|--------
        the-rest  | 甲某   | 补正    | 2026-12-31 | unknown
        no-leader | -      | 补正    | 2026-12-31 | hit
        """,
        given={"agency_id": "A", "status": "整改中"},
        lacking={"ledger_issues": ("department",)},
    )
