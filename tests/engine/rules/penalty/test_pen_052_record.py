"""PEN-052-RECORD: penalties on the spot have a number, a whole form, and are reported."""

from tests.engine.rules.spec import check


def test_three_working_days_to_report() -> None:
    found = check(
        "PEN-052-RECORD",
        "penalties",
        """
        penalty_id  | decided_on | decision_no | decision_missing | summary_filed_on | procedure | outcome  | verdict
        ------------|------------|-------------|------------------|------------------|-----------|----------|--------
        third-day   | 2025-01-27 | 罚1号       | 无缺项           | 2025-02-07       | 简易程序  | 给予处罚 | clear
        fourth-day  | 2025-01-27 | 罚1号       | 无缺项           | 2025-02-08       | 简易程序  | 给予处罚 | hit
        never       | 2025-01-27 | 罚1号       | 无缺项           | -                | 简易程序  | 给予处罚 | hit
        not-yet     | 2026-11-18 | 罚1号       | 无缺项           | -                | 简易程序  | 给予处罚 | clear
        yesterday   | 2026-11-17 | 罚1号       | 无缺项           | -                | 简易程序  | 给予处罚 | hit
        no-number   | 2025-01-27 | -           | 无缺项           | 2025-01-27       | 简易程序  | 给予处罚 | hit
        lacking     | 2025-01-27 | 罚1号       | 印章             | 2025-01-27       | 简易程序  | 给予处罚 | hit
        not-checked | 2025-01-27 | 罚1号       | -                | 2025-01-27       | 简易程序  | 给予处罚 | unknown
        ordinary    | 2025-01-27 | -           | 印章             | -                | 普通程序  | 给予处罚 | clear
        no-penalty  | 2025-01-27 | -           | 印章             | -                | 简易程序  | 不予处罚 | clear
        day-unsaid  | -          | 罚1号       | 无缺项           | 2025-01-27       | 简易程序  | 给予处罚 | unknown
        """,
    )
    assert '"last_day": "2025-02-07"' in found["fourth-day"]["evidence"]
