"""PUB-PRE-UPDATE: what is shown keeps up with what changes."""

from tests.engine.rules.spec import check


def test_the_twentieth_working_day_is_still_in_time() -> None:
    check(
        "PUB-PRE-UPDATE",
        "disclosures",
        """
        disclosure_id | changed_on | updated_on | verdict
        --------------|------------|------------|--------
        last-day      | 2026-09-18 | 2026-10-22 | clear
        day-after     | 2026-09-18 | 2026-10-23 | hit
        same-day      | 2026-09-18 | 2026-09-18 | clear
        before        | 2026-09-18 | 2026-09-17 | hit
        never         | 2026-09-18 | -          | hit
        before-fresh  | 2026-11-02 | 2026-01-05 | clear
        not-yet-due   | 2026-11-02 | -          | clear
        unchanged     | -          | -          | clear
        """,
        given={"agency_id": "A", "kind": "执法人员"},
    )
