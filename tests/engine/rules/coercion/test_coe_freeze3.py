"""COE-FREEZE3: the decision to freeze reaches the party in three working days."""

from tests.engine.rules.spec import check


def test_the_third_working_day_is_in_time() -> None:
    found = check(
        "COE-FREEZE3",
        "coercions",
        """
        coercion_id   | kind         | started_at          | delivered_on | closed_on  | verdict
        --------------|--------------|---------------------|--------------|------------|--------
        third         | 冻结存款汇款 | 2026-09-30 09:40:00 | 2026-10-10   | -          | clear
        fourth        | 冻结存款汇款 | 2026-09-30 09:40:00 | 2026-10-12   | -          | hit
        festival      | 冻结存款汇款 | 2026-02-13 10:00:00 | 2026-02-25   | -          | clear
        festival-late | 冻结存款汇款 | 2026-02-13 10:00:00 | 2026-02-26   | -          | hit
        never         | 冻结存款汇款 | 2026-09-30 09:40:00 | -            | -          | hit
        not-yet       | 冻结存款汇款 | 2026-11-18 09:40:00 | -            | -          | clear
        closed        | 冻结存款汇款 | 2026-09-30 09:40:00 | -            | 2026-11-05 | unknown
        seized        | 扣押财物     | 2026-09-30 09:40:00 | -            | -          | clear
        start-unsaid  | 冻结存款汇款 | -                   | 2026-10-10   | -          | unknown
        """,
    )
    assert '"last_day": "2026-10-10"' in found["fourth"]["evidence"]
