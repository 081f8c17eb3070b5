"""INS-RANDRATIO: a plan is done by its last day."""

from tests.engine.rules.spec import check


def test_done_as_planned() -> None:
    check(
        "INS-RANDRATIO",
        "plans",
        """
        plan_id    | due_on     | planned_count | done_count | is_adjusted | verdict
        -----------|------------|---------------|------------|-------------|--------
        done       | 2026-11-20 | 10            | 10         | -           | clear
        one-less   | 2026-11-20 | 10            | 9          | -           | hit
        today      | 2026-11-21 | 10            | 0          | -           | clear
        adjusted   | 2026-11-20 | 10            | 9          | 是          | clear
        unsaid     | 2026-11-20 | 10            | -          | -           | unknown
        no-due     | -          | 10            | 0          | -           | clear
        """,
        given={"agency_id": "A", "kind": "双随机抽查任务"},
    )
