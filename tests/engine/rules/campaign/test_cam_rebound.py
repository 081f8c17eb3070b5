"""CAM-REBOUND: what was struck off does not come back within a year."""

from tests.engine.rules.spec import check


def test_the_like_in_twelve_months_after() -> None:
    found = check(
        "CAM-REBOUND",
        "ledger_issues",
        """
        issue_id       | agency_id | category | found_on   | closed_on  | status | act_kind | act_id | verdict
        ---------------|-----------|----------|------------|------------|--------|----------|--------|--------
        back           | A         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | hit
        last-day       | A         | 罚而不纠 | 2026-06-10 | -          | 整改中 | -        | -      | clear
        not-back       | B         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | clear
        day-after      | B         | 罚而不纠 | 2026-06-11 | -          | 整改中 | -        | -      | clear
        same-day       | C         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | clear
        that-day       | C         | 罚而不纠 | 2025-06-10 | -          | 整改中 | -        | -      | clear
        next-day       | D         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | hit
        the-next       | D         | 罚而不纠 | 2025-06-11 | -          | 整改中 | -        | -      | clear
        other-kind     | E         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | clear
        other          | E         | 顶格罚款 | 2025-08-01 | -          | 整改中 | -        | -      | clear
        old-act        | F         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | clear
        found-later    | F         | 罚而不纠 | 2025-08-01 | -          | 整改中 | 行政处罚 | P-old  | clear
        new-act        | G         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | hit
        of-new-act     | G         | 罚而不纠 | 2025-08-01 | -          | 整改中 | 行政检查 | I-new  | clear
        lost-act       | H         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | unknown
        of-lost-act    | H         | 罚而不纠 | 2025-08-01 | -          | 整改中 | 行政处罚 | P-lost | clear
        kind-blank     | I         | -        | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | unknown
        some           | I         | 顶格罚款 | 2025-08-01 | -          | 整改中 | -        | -      | clear
        alone          | J         | -        | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | clear
        undated        | K         | 罚而不纠 | 2025-01-06 | 2025-06-10 | 已销号 | -        | -      | unknown
        no-day         | K         | 罚而不纠 | -          | -          | 整改中 | -        | -      | clear
        day-unsaid     | L         | 罚而不纠 | 2025-01-06 | -          | 已销号 | -        | -      | unknown
        after-that     | L         | 罚而不纠 | 2025-08-01 | -          | 整改中 | -        | -      | clear
        """,
        beside={
            "penalties": """
            penalty_id | agency_id | decided_on
            -----------|-----------|-----------
            P-old      | F         | 2025-06-10
            """,
            "inspections": """
            inspection_id | agency_id | started_at
            --------------|-----------|--------------------
            I-new         | G         | 2025-06-11 09:00:00
            """,
        },
    )
    assert "2025-06-10销号，2026-06-10又登记同类问题" in found["back"]["explanation"]
