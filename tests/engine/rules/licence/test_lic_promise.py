"""LIC-PROMISE: an agency keeps the time it promises."""

from tests.engine.rules.spec import check


def test_the_last_promised_day_is_still_in_time() -> None:
    check(
        "LIC-PROMISE",
        "licences",
        """
        licence_id | accepted_on | promised_days | decided_on | overdue_explained_on | acceptance | verdict
        -----------|-------------|---------------|------------|----------------------|------------|--------
        last-day   | 2026-04-30  | 5             | 2026-05-11 | -                    | 受理       | clear
        day-after  | 2026-04-30  | 5             | 2026-05-12 | -                    | 受理       | hit
        explained  | 2026-04-30  | 5             | 2026-05-12 | 2026-05-12           | 受理       | clear
        deducted   | 2026-04-30  | 5             | 2026-05-12 | -                    | 受理       | clear
        open       | 2026-04-30  | 5             | -          | -                    | 受理       | clear
        unpromised | 2026-04-30  | -             | 2026-05-12 | -                    | 受理       | unknown
        refused    | 2026-04-30  | 5             | 2026-05-12 | -                    | 不予受理   | clear
        """,
        beside={
            "time_adjustments": """
            adjustment_id | act_kind | act_id   | kind     | from_on    | to_on      | notified_on
            --------------|----------|----------|----------|------------|------------|------------
            1             | 行政许可 | deducted | 专家评审 | 2026-05-06 | 2026-05-06 | 2026-05-06
            """
        },
    )
