"""DIS-27-ADJUST: who departs from the standard has leave, and the file shows it."""

from tests.engine.rules.spec import check


def test_leave_and_papers() -> None:
    check(
        "DIS-27-ADJUST",
        "penalties",
        """
        penalty_id   | agency_id | is_tier_adjusted | adjust_approved_on | closed_on  | verdict
        -------------|-----------|------------------|--------------------|------------|--------
        papers       | A         | 是               | 2026-03-01         | 2026-04-01 | clear
        no-leave     | A         | 是               | -                  | 2026-04-01 | hit
        no-papers    | A         | 是               | 2026-03-01         | 2026-04-01 | hit
        file-unsaid  | A         | 是               | 2026-03-01         | 2026-04-01 | unknown
        no-file      | A         | 是               | 2026-03-01         | 2026-10-21 | hit
        still-time   | A         | 是               | 2026-03-01         | 2026-10-22 | clear
        not-closed   | A         | 是               | 2026-03-01         | -          | clear
        undeclared   | B         | 是               | 2026-03-01         | 2026-04-01 | unknown
        not-departed | A         | -                | -                  | 2026-04-01 | clear
        """,
        given={"outcome": "给予处罚", "decided_on": "2026-03-02"},
        beside={
            "file_archives": """
            archive_id | act_kind | act_id      | document_kinds
            -----------|----------|-------------|----------------------
            G1         | 行政处罚 | papers      | 处罚决定书、调整适用材料
            G2         | 行政处罚 | no-leave    | 处罚决定书、调整适用材料
            G3         | 行政处罚 | no-papers   | 处罚决定书
            G4         | 行政处罚 | file-unsaid | -
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 案卷归档 | 2017-01-01     | 2026-12-31
            """,
        },
    )
