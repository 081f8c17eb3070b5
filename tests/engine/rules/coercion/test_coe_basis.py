"""COE-BASIS: measures rest on a law or regulation, freezing and restraint on a law."""

from tests.engine.rules.spec import check


def test_rules_and_notices_are_too_low() -> None:
    found = check(
        "COE-BASIS",
        "coercions",
        """
        coercion_id       | kind                 | basis_level  | verdict
        ------------------|----------------------|--------------|--------
        law               | 扣押财物             | 法律         | clear
        local             | 扣押财物             | 地方性法规   | clear
        rule              | 扣押财物             | 部门规章     | hit
        local-rule        | 查封场所设施或者财物 | 地方政府规章 | hit
        notice            | 其他强制措施         | 规范性文件   | hit
        freeze-law        | 冻结存款汇款         | 法律         | clear
        freeze-regulation | 冻结存款汇款         | 行政法规     | hit
        person-local      | 限制公民人身自由     | 地方性法规   | hit
        execution         | 强制拆除             | 规范性文件   | clear
        unsaid            | 扣押财物             | -            | unknown
        """,
        given={"started_at": "2024-03-05 10:00:00"},
    )
    assert "部门规章" in found["rule"]["explanation"]
