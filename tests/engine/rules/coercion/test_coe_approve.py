"""COE-APPROVE: measures are approved before they begin, urgent ones within 24 hours."""

from tests.engine.rules.spec import check


def test_the_same_second_is_in_time() -> None:
    found = check(
        "COE-APPROVE",
        "coercions",
        """
        coercion_id  | kind         | is_urgent | started_at          | approved_at         | verdict
        -------------|--------------|-----------|---------------------|---------------------|--------
        before       | 扣押财物     | 否        | 2025-06-13 15:00:00 | 2025-06-13 15:00:00 | clear
        after        | 扣押财物     | 否        | 2025-06-13 15:00:00 | 2025-06-13 15:00:01 | hit
        none         | 扣押财物     | 否        | 2025-06-13 15:00:00 | -                   | hit
        usual        | 扣押财物     | -         | 2025-06-13 15:00:00 | 2025-06-13 15:00:01 | hit
        urgent       | 扣押财物     | 是        | 2025-06-13 15:00:00 | 2025-06-14 15:00:00 | clear
        urgent-late  | 扣押财物     | 是        | 2025-06-13 15:00:00 | 2025-06-14 15:00:01 | hit
        urgent-none  | 扣押财物     | 是        | 2025-06-13 15:00:00 | -                   | hit
        yesterday    | 扣押财物     | 是        | 2026-11-20 15:00:00 | -                   | clear
        day-before   | 扣押财物     | 是        | 2026-11-19 15:00:00 | -                   | hit
        execution    | 强制拆除     | 否        | 2025-06-13 15:00:00 | -                   | clear
        unsaid       | 冻结存款汇款 | 否        | -                   | 2025-06-13 15:00:00 | unknown
        unsaid-none  | 冻结存款汇款 | 否        | -                   | -                   | hit
        """,
    )
    assert "2025-06-14 15:00:00" in found["urgent-late"]["explanation"]


def test_a_sheet_without_approvals_or_urgency() -> None:
    check(
        "COE-APPROVE",
        "coercions",
        """
        coercion_id | kind     | started_at          | approved_at         | verdict
        ------------|----------|---------------------|---------------------|--------
        neither     | 扣押财物 | 2025-06-13 15:00:00 | 2025-06-13 14:00:00 | clear
        either      | 扣押财物 | 2025-06-13 15:00:00 | 2025-06-14 14:00:00 | unknown
        both        | 扣押财物 | 2025-06-13 15:00:00 | 2025-06-14 16:00:00 | hit
        """,
        lacking={"coercions": ("is_urgent",)},
    )
    check(
        "COE-APPROVE",
        "coercions",
        """
        coercion_id | kind     | started_at          | verdict
        ------------|----------|---------------------|--------
        C1          | 扣押财物 | 2025-06-13 15:00:00 | unknown
        """,
        lacking={"coercions": ("approved_at",)},
    )
