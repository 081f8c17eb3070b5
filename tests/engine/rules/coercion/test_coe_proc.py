"""COE-PROC: the scene record lacks nothing."""

from tests.engine.rules.spec import check


def test_for_freezing_only_two_things_count() -> None:
    found = check(
        "COE-PROC",
        "coercions",
        """
        coercion_id   | kind         | scene_missing          | verdict
        --------------|--------------|------------------------|--------
        whole         | 扣押财物     | 无缺项                 | clear
        witness       | 扣押财物     | 见证人                 | hit
        freeze        | 冻结存款汇款 | 见证人、签名或拒签注明 | clear
        freeze-record | 冻结存款汇款 | 现场笔录               | hit
        freeze-papers | 冻结存款汇款 | 出示证件、见证人       | hit
        not-checked   | 扣押财物     | -                      | unknown
        execution     | 强制拆除     | 见证人                 | clear
        """,
        given={"started_at": "2024-03-05 10:00:00"},
    )
    assert "缺项：见证人" in found["witness"]["explanation"]
