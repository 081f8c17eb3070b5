"""LIC-055-5D: what rests on tests is tested soon."""

from tests.engine.rules.spec import check


def test_by_the_fifth_working_day() -> None:
    check(
        "LIC-055-5D",
        "licences",
        """
        licence_id   | licence_kind | accepted_on | site_checked_on | verdict
        -------------|--------------|-------------|-----------------|--------
        fifth        | 核准         | 2026-02-11  | 2026-02-25      | clear
        sixth        | 核准         | 2026-02-11  | 2026-02-26      | hit
        no-visit     | 核准         | 2026-02-11  | -               | clear
        ordinary     | 普通         | 2026-02-11  | 2026-02-26      | clear
        kind-blank   | -            | 2026-02-11  | 2026-02-26      | unknown
        in-time-kind | -            | 2026-02-11  | 2026-02-25      | clear
        day-blank    | 核准         | -           | 2026-02-26      | unknown
        """,
        given={"agency_id": "A", "decided_on": "2026-03-20", "result": "准予"},
    )
