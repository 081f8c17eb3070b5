"""COE-DOC: decision and list are handed over on the day."""

from tests.engine.rules.spec import check


def test_the_same_day_whatever_the_hour() -> None:
    found = check(
        "COE-DOC",
        "coercions",
        """
        coercion_id  | kind                 | started_at          | doc_missing | delivered_on | closed_on  | verdict
        -------------|----------------------|---------------------|-------------|--------------|------------|--------
        same-day     | 扣押财物             | 2024-03-05 23:30:00 | 无缺项      | 2024-03-05   | -          | clear
        next-day     | 扣押财物             | 2024-03-05 23:30:00 | 无缺项      | 2024-03-06   | -          | hit
        seal         | 查封场所设施或者财物 | 2024-03-05 10:00:00 | 清单        | 2024-03-05   | -          | hit
        never        | 扣押财物             | 2024-03-05 10:00:00 | 无缺项      | -            | -          | hit
        closed       | 扣押财物             | 2024-03-05 10:00:00 | 无缺项      | -            | 2024-04-05 | unknown
        not-checked  | 扣押财物             | 2024-03-05 10:00:00 | -           | 2024-03-05   | -          | unknown
        start-unsaid | 扣押财物             | -                   | 无缺项      | 2024-03-05   | -          | unknown
        freeze       | 冻结存款汇款         | 2024-03-05 10:00:00 | 清单        | -            | -          | clear
        """,
    )
    assert "清单" in found["seal"]["explanation"]
