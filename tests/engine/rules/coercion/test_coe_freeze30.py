"""COE-FREEZE30: a freeze lasts thirty days and one extension, tests or not."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_tests_do_not_lengthen_a_freeze() -> None:
    found = check(
        "COE-FREEZE30",
        "coercions",
        """
        coercion_id  | kind         | started_at          | released_on | disposed_on | verdict
        -------------|--------------|---------------------|-------------|-------------|--------
        last-day     | 冻结存款汇款 | 2025-09-05 10:00:00 | 2025-10-05  | -           | clear
        rolled-day   | 冻结存款汇款 | 2025-09-05 10:00:00 | 2025-10-09  | -           | hit
        never        | 冻结存款汇款 | 2025-09-05 10:00:00 | -           | -           | hit
        seized       | 扣押财物     | 2025-09-05 10:00:00 | -           | -           | clear
        extended     | 冻结存款汇款 | 2025-09-05 10:00:00 | 2025-11-04  | -           | clear
        tested       | 冻结存款汇款 | 2025-09-05 10:00:00 | 2025-10-06  | -           | hit
        start-unsaid | 冻结存款汇款 | -                   | 2025-10-06  | -           | unknown
        """,
        beside={
            "time_adjustments": """
            adjustment_id | act_kind | act_id   | kind             | from_on    | to_on      | days | approved_on | notified_on | doc_no
            --------------|----------|----------|------------------|------------|------------|------|-------------|-------------|-------
            E1            | 行政强制 | extended | 延期             | -          | -          | 30   | 2025-10-05  | 2025-10-05  | 延1号
            E2            | 行政强制 | tested   | 检测检验检疫鉴定 | 2025-09-10 | 2025-09-20 | -    | -           | 2025-09-10  | 检1号
            """,
        },
    )
    assert '"rolled_day": "2025-10-09"' in found["rolled-day"]["evidence"]
