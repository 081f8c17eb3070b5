"""CRD-CHANGE: the credit platform learns of changes."""

from tests.engine.rules.spec import check


def test_three_working_days() -> None:
    check(
        "CRD-CHANGE",
        "penalties",
        """
        penalty_id  | change_kind | change_effective_on | credit_updated_on | verdict
        ------------|-------------|---------------------|-------------------|--------
        last-day    | 撤销        | 2026-09-30          | 2026-10-10        | clear
        day-after   | 变更        | 2026-09-30          | 2026-10-11        | hit
        never       | 确认违法    | 2026-09-30          | -                 | hit
        not-yet-due | 确认无效    | 2026-11-18          | -                 | clear
        unchanged   | -           | -                   | -                 | clear
        day-unsaid  | 撤销        | -                   | -                 | unknown
        before-2021 | 撤销        | 2021-07-14          | -                 | clear
        """,
    )
