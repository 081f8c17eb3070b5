"""RVW-SELFFIX: an application handed in here is sent on or put right."""

from tests.engine.rules.spec import check


def test_the_fifth_working_day_is_still_in_time() -> None:
    check(
        "RVW-SELFFIX",
        "reviews_and_suits",
        """
        remedy_id   | kind     | agency_received_on | forwarded_on | self_corrected_on | verdict
        ------------|----------|--------------------|--------------|-------------------|--------
        sent-last   | 行政复议 | 2026-04-30         | 2026-05-11   | -                 | clear
        sent-late   | 行政复议 | 2026-04-30         | 2026-05-12   | -                 | hit
        put-right   | 行政复议 | 2026-04-30         | -            | 2026-05-11        | clear
        right-late  | 行政复议 | 2026-04-30         | -            | 2026-05-12        | hit
        both-late   | 行政复议 | 2026-04-30         | 2026-05-12   | 2026-05-12        | hit
        neither     | 行政复议 | 2026-04-30         | -            | -                 | hit
        not-yet-due | 行政复议 | 2026-11-16         | -            | -                 | clear
        elsewhere   | 行政复议 | -                  | -            | -                 | clear
        old-law     | 行政复议 | 2023-12-31         | -            | -                 | clear
        new-law     | 行政复议 | 2024-01-01         | -            | -                 | hit
        """,
        given={"agency_id": "A"},
    )
