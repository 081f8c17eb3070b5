"""COE-FEE: the party pays nothing for keeping or testing."""

from tests.engine.rules.spec import check


def test_any_sum_is_too_much() -> None:
    check(
        "COE-FEE",
        "coercions",
        """
        coercion_id | kind     | party_charged_yuan | verdict
        ------------|----------|--------------------|--------
        nothing     | 扣押财物 | 0                  | clear
        a-cent      | 扣押财物 | 0.01               | hit
        unsaid      | 扣押财物 | -                  | unknown
        execution   | 代履行   | 500                | clear
        """,
        given={"started_at": "2024-03-05 10:00:00"},
    )
