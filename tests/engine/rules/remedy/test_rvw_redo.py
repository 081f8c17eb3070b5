"""RVW-REDO: what is to be done again is done in time and otherwise."""

from tests.engine.rules.spec import check


def test_the_days_set_or_sixty() -> None:
    check(
        "RVW-REDO",
        "reviews_and_suits",
        """
        remedy_id    | result         | result_received_on | redo_days | redo_decided_on | is_redo_same | verdict
        -------------|----------------|--------------------|-----------|-----------------|--------------|--------
        last-day     | 撤销并责令重作 | 2026-07-06         | -         | 2026-09-04      | 否           | clear
        day-after    | 撤销并责令重作 | 2026-07-06         | -         | 2026-09-05      | 否           | hit
        set-days     | 撤销并责令重作 | 2026-03-02         | 30        | 2026-04-01      | 否           | clear
        set-late     | 撤销并责令重作 | 2026-03-02         | 30        | 2026-04-02      | 否           | hit
        same         | 撤销并责令重作 | 2026-07-06         | -         | 2026-08-03      | 是           | hit
        same-unsaid  | 撤销并责令重作 | 2026-07-06         | -         | 2026-08-03      | -            | unknown
        before-rule  | 撤销并责令重作 | 2026-06-30         | -         | 2026-08-03      | 否           | unknown
        never        | 撤销并责令重作 | 2026-07-06         | -         | -               | -            | hit
        not-yet-due  | 撤销并责令重作 | 2026-10-09         | -         | -               | -            | clear
        only-revoked | 撤销           | 2026-07-06         | -         | -               | -            | clear
        """,
        given={"agency_id": "A", "kind": "行政复议"},
    )
