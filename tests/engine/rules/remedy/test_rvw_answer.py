"""RVW-ANSWER: answer and evidence reach the review body in time."""

from tests.engine.rules.spec import check


def test_ten_working_days_or_five() -> None:
    found = check(
        "RVW-ANSWER",
        "reviews_and_suits",
        """
        remedy_id     | kind     | copy_received_on | is_simplified | answered_on | evidence_on | ended_on   | verdict
        --------------|----------|------------------|---------------|-------------|-------------|------------|--------
        last-day      | 行政复议 | 2026-09-21       | -             | 2026-10-12  | 2026-10-12  | -          | clear
        answer-late   | 行政复议 | 2026-09-21       | -             | 2026-10-13  | 2026-10-12  | -          | hit
        evidence-late | 行政复议 | 2026-09-21       | -             | 2026-10-12  | 2026-10-13  | -          | hit
        neither       | 行政复议 | 2026-09-21       | -             | -           | -           | -          | hit
        ended-unsaid  | 行政复议 | 2026-09-21       | -             | -           | 2026-10-12  | 2026-11-02 | unknown
        simple        | 行政复议 | 2026-09-21       | 是            | 2026-09-29  | 2026-09-29  | -          | clear
        simple-late   | 行政复议 | 2026-09-21       | 是            | 2026-09-30  | 2026-09-29  | -          | hit
        old-rolled    | 行政复议 | 2023-09-20       | -             | 2023-10-07  | 2023-10-07  | -          | clear
        old-late      | 行政复议 | 2023-09-20       | -             | 2023-10-08  | 2023-10-07  | -          | hit
        old-simple    | 行政复议 | 2023-09-20       | 是            | 2023-10-07  | 2023-10-07  | -          | clear
        suit          | 行政诉讼 | 2026-09-21       | -             | -           | -           | -          | clear
        no-copy       | 行政复议 | -                | -             | -           | -           | -          | clear
        """,
        given={"agency_id": "A"},
    )
    assert found["old-late"]["law_version"] == "行政复议法(2017)"
