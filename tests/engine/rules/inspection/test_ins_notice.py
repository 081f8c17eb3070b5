"""INS-NOTICE: a notice or a code is shown."""

from tests.engine.rules.spec import check


def test_one_of_the_two_is_enough() -> None:
    check(
        "INS-NOTICE",
        "inspections",
        """
        inspection_id | mode   | started_at          | notice_no | code_scanned_at     | verdict
        --------------|--------|---------------------|-----------|---------------------|--------
        notice        | 现场   | 2026-03-02 09:00:00 | 通1       | -                   | clear
        code          | 现场   | 2026-03-02 09:00:00 | -         | 2026-03-02 09:00:00 | clear
        neither       | 现场   | 2026-03-02 09:00:00 | -         | -                   | hit
        off-site      | 非现场 | 2026-03-02 09:00:00 | -         | -                   | clear
        way-unsaid    | -      | 2026-03-02 09:00:00 | -         | -                   | unknown
        unsaid-notice | -      | 2026-03-02 09:00:00 | 通1       | -                   | clear
        before-rule   | 现场   | 2025-01-02 09:00:00 | -         | -                   | clear
        first-day     | 现场   | 2025-01-03 09:00:00 | -         | -                   | hit
        """,
    )


def test_a_sheet_without_codes_cannot_be_judged() -> None:
    check(
        "INS-NOTICE",
        "inspections",
        """
        inspection_id | mode | started_at          | notice_no | verdict
        --------------|------|---------------------|-----------|--------
        neither       | 现场 | 2026-03-02 09:00:00 | -         | unknown
        notice        | 现场 | 2026-03-02 09:00:00 | 通1       | clear
        """,
        lacking={"inspections": ("code_scanned_at",)},
    )
