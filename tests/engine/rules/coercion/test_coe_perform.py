"""COE-PERFORM: substitute performance is urged, decided, served and supervised."""

from tests.engine.rules.spec import check


def test_the_third_working_day_before_is_in_time() -> None:
    found = check(
        "COE-PERFORM",
        "coercions",
        """
        coercion_id | kind     | urge_served_on | exec_served_on | has_supervisor | is_immediate | verdict
        ------------|----------|----------------|----------------|----------------|--------------|--------
        third       | 代履行   | 2024-09-26     | 2024-09-30     | 是             | -            | clear
        second      | 代履行   | 2024-09-27     | 2024-09-30     | 是             | -            | hit
        no-letter   | 代履行   | -              | 2024-09-30     | 是             | -            | hit
        not-served  | 代履行   | 2024-09-26     | -              | 是             | -            | hit
        served-late | 代履行   | 2024-09-26     | 2024-10-01     | 是             | -            | hit
        alone       | 代履行   | 2024-09-26     | 2024-09-30     | 否             | -            | hit
        unsaid      | 代履行   | 2024-09-26     | 2024-09-30     | -              | -            | unknown
        immediate   | 代履行   | -              | -              | 否             | 是           | clear
        demolition  | 强制拆除 | -              | -              | 否             | -            | clear
        """,
        given={"started_at": "2024-09-30 09:10:00"},
    )
    assert '"last_day": "2024-09-26"' in found["second"]["evidence"]
