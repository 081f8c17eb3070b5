"""INS-DISGUISE: a tour is a tour and not an inspection."""

from tests.engine.rules.spec import check


def test_a_tour_checks_nothing_and_orders_nothing() -> None:
    check(
        "INS-DISGUISE",
        "inspections",
        """
        inspection_id | activity | has_checks | follow_up | started_at          | verdict
        --------------|----------|------------|-----------|---------------------|--------
        checked       | 观摩     | 是         | 无        | 2025-03-04 09:00:00 | hit
        unsaid        | 督导     | -          | 无        | 2025-03-04 09:00:00 | hit
        real-survey   | 调研     | 否         | 无        | 2025-03-04 09:00:00 | clear
        taught        | 调研     | 否         | 教育      | 2025-03-04 09:00:00 | clear
        ordered       | 考察     | 否         | 责令改正  | 2025-03-04 09:00:00 | hit
        on-the-spot   | 考察     | 否         | 当场改正  | 2025-03-04 09:00:00 | hit
        follow-blank  | 考察     | 否         | -         | 2025-03-04 09:00:00 | unknown
        inspection    | 行政检查 | 是         | 责令改正  | 2025-03-04 09:00:00 | clear
        name-blank    | -        | 是         | 责令改正  | 2025-03-04 09:00:00 | clear
        first-day     | 观摩     | 是         | 无        | 2025-01-03 00:00:00 | hit
        day-before    | 观摩     | 是         | 无        | 2025-01-02 23:59:00 | clear
        day-blank     | 观摩     | 是         | 无        | -                   | unknown
        """,
        given={"agency_id": "A", "party_name": "某店"},
    )
