"""RVW-PERFORM: results are performed."""

from tests.engine.rules.spec import check


def test_the_day_itself_is_in_time() -> None:
    check(
        "RVW-PERFORM",
        "reviews_and_suits",
        """
        remedy_id   | perform_due_on | performed_on | verdict
        ------------|----------------|--------------|--------
        last-day    | 2026-03-31     | 2026-03-31   | clear
        day-after   | 2026-03-31     | 2026-04-01   | hit
        never       | 2026-11-20     | -            | hit
        today       | 2026-11-21     | -            | clear
        nothing-due | -              | -            | clear
        """,
        given={"agency_id": "A", "kind": "行政诉讼"},
    )
