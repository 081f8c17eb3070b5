"""COE-EXTNOTICE: the party is told of extensions and tests in writing."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_by_the_original_last_day_with_reasons() -> None:
    found = check(
        "COE-EXTNOTICE",
        "time_adjustments",
        """
        adjustment_id | act_kind | act_id | kind             | from_on    | to_on      | days | approved_on | notified_on | has_reason | verdict
        --------------|----------|--------|------------------|------------|------------|------|-------------|-------------|------------|--------
        last-day      | 行政强制 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-01  | 是         | clear
        day-after     | 行政强制 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-02  | 是         | hit
        never         | 行政强制 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | -           | 是         | hit
        no-reasons    | 行政强制 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-01  | 否         | hit
        unsaid        | 行政强制 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-01  | -          | unknown
        still-time    | 行政强制 | C2     | 延期             | -          | -          | 30   | 2026-11-20  | -           | 是         | clear
        other-limit   | 行政强制 | C3     | 延期             | -          | -          | 30   | 2026-05-01  | 2026-05-01  | 是         | clear
        freeze        | 行政强制 | C4     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-02  | 是         | hit
        test-told     | 行政强制 | C5     | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | -    | -           | 2026-03-05  | -          | clear
        test-untold   | 行政强制 | C5     | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | -    | -           | -           | -          | hit
        start-unsaid  | 行政强制 | C6     | 延期             | -          | -          | 30   | 2026-04-01  | 2026-04-01  | 是         | unknown
        execution     | 行政强制 | C7     | 延期             | -          | -          | 30   | 2026-04-01  | -           | 否         | clear
        penalty       | 行政处罚 | C1     | 延期             | -          | -          | 30   | 2026-04-01  | -           | 否         | clear
        suspension    | 行政强制 | C1     | 中止             | 2026-03-05 | 2026-03-06 | -    | -           | -           | -          | clear
        """,
        beside={
            "coercions": """
            coercion_id | agency_id | kind                 | started_at          | limit_days
            ------------|-----------|----------------------|---------------------|-----------
            C1          | A         | 扣押财物             | 2026-03-02 10:00:00 | -
            C2          | A         | 扣押财物             | 2026-10-22 10:00:00 | -
            C3          | A         | 扣押财物             | 2026-03-02 10:00:00 | 60
            C4          | A         | 冻结存款汇款         | 2026-03-02 10:00:00 | -
            C5          | A         | 查封场所设施或者财物 | 2026-03-02 10:00:00 | -
            C6          | A         | 扣押财物             | -                   | -
            C7          | A         | 强制拆除             | 2026-03-02 10:00:00 | -
            """,
        },
    )
    assert found["day-after"]["agency_id"] == "A"
    assert '"last_day": "2026-04-01"' in found["day-after"]["evidence"]
