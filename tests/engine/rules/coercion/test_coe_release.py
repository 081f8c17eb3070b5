"""COE-RELEASE: things go back when the case is over."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_one_working_day_to_release_three_to_give_back() -> None:
    found = check(
        "COE-RELEASE",
        "coercions",
        """
        coercion_id  | kind                 | penalty_id | released_on | disposed_on | disposal | returned_on | closed_on  | verdict
        -------------|----------------------|------------|-------------|-------------|----------|-------------|------------|--------
        next-day     | 扣押财物             | FINE       | 2025-01-06  | -           | 解除退还 | 2025-01-06  | -          | clear
        day-late     | 扣押财物             | FINE       | 2025-01-07  | -           | 解除退还 | 2025-01-07  | -          | hit
        disposed     | 扣押财物             | FINE       | -           | 2025-01-06  | 销毁     | -           | -          | clear
        never        | 查封场所设施或者财物 | FINE       | -           | -           | -        | -           | -          | hit
        never-closed | 查封场所设施或者财物 | FINE       | -           | -           | -        | -           | 2025-03-01 | unknown
        frozen       | 冻结存款汇款         | NONE       | 2025-01-07  | -           | 解除退还 | -           | -          | hit
        dropped      | 扣押财物             | DROPPED    | 2025-01-07  | -           | 解除退还 | 2025-01-07  | -          | hit
        confiscated  | 扣押财物             | CONF       | -           | 2025-02-07  | 没收     | -           | -          | clear
        handed-over  | 扣押财物             | POLICE     | -           | 2025-02-07  | 移送     | -           | -          | clear
        open         | 扣押财物             | OPEN       | -           | -           | -        | -           | -          | clear
        lost         | 扣押财物             | GONE       | 2025-01-07  | -           | 解除退还 | 2025-01-07  | -          | unknown
        no-case      | 扣押财物             | -          | 2025-01-07  | -           | 解除退还 | 2025-01-10  | -          | clear
        given-late   | 扣押财物             | -          | 2025-01-07  | -           | 解除退还 | 2025-01-13  | -          | hit
        not-given    | 扣押财物             | -          | 2025-01-07  | -           | 解除退还 | -           | -          | hit
        sealed       | 查封场所设施或者财物 | -          | 2025-01-07  | -           | 解除退还 | -           | -          | clear
        destroyed    | 扣押财物             | -          | 2025-01-07  | 2025-01-07  | 销毁     | -           | -          | clear
        how-unsaid   | 扣押财物             | -          | 2025-01-07  | -           | -        | 2025-01-13  | -          | unknown
        demolition   | 强制拆除             | FINE       | -           | -           | -        | -           | -          | clear
        """,
        given={"started_at": "2024-12-20 10:00:00"},
        beside={
            "penalties": """
            penalty_id | outcome  | decided_on | penalty_kinds
            -----------|----------|------------|-------------------
            FINE       | 给予处罚 | 2025-01-03 | 罚款
            NONE       | 不予处罚 | 2025-01-03 | -
            DROPPED    | 撤销案件 | 2025-01-03 | -
            CONF       | 给予处罚 | 2025-01-03 | 罚款、没收非法财物
            POLICE     | 移送司法 | 2025-01-03 | -
            OPEN       | -        | -          | -
            """,
        },
    )
    assert '"last_day": "2025-01-06"' in found["day-late"]["evidence"]
    assert found["day-late"]["explanation"].endswith("问题：案件处理完毕后未及时解除。")
    assert found["given-late"]["explanation"].endswith("问题：解除后未及时退还。")
