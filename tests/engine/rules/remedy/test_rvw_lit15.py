"""RVW-LIT15: evidence reaches the court in fifteen days."""

from tests.engine.rules.spec import check


def test_fifteen_days_rolled_or_the_court_s_day() -> None:
    check(
        "RVW-LIT15",
        "reviews_and_suits",
        """
        remedy_id    | kind     | copy_received_on | evidence_on | evidence_extended_to_on | ended_on   | verdict
        -------------|----------|------------------|-------------|-------------------------|------------|--------
        sunday-works | 行政诉讼 | 2026-09-04       | 2026-09-20  | -                       | -          | clear
        day-after    | 行政诉讼 | 2026-09-04       | 2026-09-21  | -                       | -          | hit
        rolled       | 行政诉讼 | 2026-09-10       | 2026-09-28  | -                       | -          | clear
        rolled-late  | 行政诉讼 | 2026-09-10       | 2026-09-29  | -                       | -          | hit
        extended     | 行政诉讼 | 2026-09-04       | 2026-10-20  | 2026-10-20              | -          | clear
        extended-out | 行政诉讼 | 2026-09-04       | 2026-10-21  | 2026-10-20              | -          | hit
        never        | 行政诉讼 | 2026-09-04       | -           | -                       | -          | hit
        ended        | 行政诉讼 | 2026-09-04       | -           | -                       | 2026-11-02 | unknown
        review       | 行政复议 | 2026-09-04       | -           | -                       | -          | clear
        no-copy      | 行政诉讼 | -                | -           | -                       | -          | clear
        """,
        given={"agency_id": "A"},
    )
