"""COE-URGE: nobody is forced without being urged first."""

from tests.engine.rules.spec import check


def test_the_last_day_of_the_letter_belongs_to_the_party() -> None:
    found = check(
        "COE-URGE",
        "coercions",
        """
        coercion_id | urge_served_on | urge_due_on | exec_decided_on | is_immediate | verdict
        ------------|----------------|-------------|-----------------|--------------|--------
        day-after   | 2024-03-01     | 2024-03-11  | 2024-03-12      | -            | clear
        last-day    | 2024-03-01     | 2024-03-11  | 2024-03-11      | -            | hit
        no-letter   | -              | -           | 2024-03-12      | -            | hit
        same-day    | 2024-03-12     | 2024-03-01  | 2024-03-12      | -            | hit
        immediate   | -              | -           | 2024-03-12      | 是           | clear
        not-decided | 2024-03-01     | 2024-03-11  | -               | -            | clear
        due-unsaid  | 2024-03-01     | -           | 2024-03-12      | -            | unknown
        unsaid-same | 2024-03-12     | -           | 2024-03-12      | -            | hit
        """,
        given={"kind": "强制拆除", "started_at": "2024-04-05 10:00:00"},
    )
    assert "2024-03-11" in found["last-day"]["explanation"]
