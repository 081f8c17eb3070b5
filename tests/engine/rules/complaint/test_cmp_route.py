"""CMP-ROUTE: what can go to court is shown the way, and what is there is left alone."""

from tests.engine.rules.spec import check


def test_complainants_are_shown_the_way() -> None:
    check(
        "CMP-ROUTE",
        "complaints",
        """
        complaint_id | received_on | is_remediable | guided_on  | verdict
        -------------|-------------|---------------|------------|--------
        guided       | 2026-03-02  | 是            | 2026-03-05 | clear
        not-guided   | 2026-03-02  | 是            | -          | hit
        first-day    | 2026-02-01  | 是            | -          | hit
        day-before   | 2026-01-31  | 是            | -          | clear
        not-possible | 2026-03-02  | 否            | -          | clear
        unsaid       | 2026-03-02  | -             | -          | unknown
        unsaid-told  | 2026-03-02  | -             | 2026-03-05 | clear
        day-blank    | -           | 是            | -          | unknown
        """,
        given={"agency_id": "A"},
    )


def test_what_is_under_review_is_not_supervised() -> None:
    found = check(
        "CMP-ROUTE",
        "supervisions",
        """
        supervision_id | agency_id | act_kind | act_id | issued_on  | verdict
        ---------------|-----------|----------|--------|------------|--------
        pending        | A         | 行政处罚 | P1     | 2026-03-15 | hit
        same-day       | A         | 行政处罚 | P1     | 2026-03-10 | hit
        last-day       | A         | 行政处罚 | P1     | 2026-05-10 | hit
        before         | A         | 行政处罚 | P1     | 2026-03-09 | clear
        after          | A         | 行政处罚 | P1     | 2026-05-11 | clear
        never-ended    | A         | 行政强制 | Q1     | 2026-03-15 | hit
        other-kind     | A         | 行政检查 | P1     | 2026-03-15 | clear
        not-accepted   | A         | 行政处罚 | P2     | 2026-03-15 | clear
        opinion        | A         | 行政处罚 | P3     | 2026-03-15 | clear
        no-remedy      | A         | 行政处罚 | P9     | 2026-03-15 | clear
        undeclared     | B         | 行政处罚 | P9     | 2026-03-15 | unknown
        no-act         | B         | -        | -      | 2026-03-15 | clear
        old            | A         | 行政处罚 | P4     | 2026-01-31 | clear
        in-force       | A         | 行政处罚 | P4     | 2026-02-01 | hit
        day-blank      | A         | 行政处罚 | P4     | -          | unknown
        """,
        given={"kind": "监督意见书"},
        beside={
            "reviews_and_suits": """
            remedy_id | agency_id | kind       | act_kind | act_id | case_no   | accepted_on | ended_on
            ----------|-----------|------------|----------|--------|-----------|-------------|-----------
            R1        | A         | 行政复议   | 行政处罚 | P1     | 复议1号   | 2026-03-10  | 2026-05-10
            R2        | A         | 行政诉讼   | 行政强制 | Q1     | 行初2号   | 2026-03-10  | -
            R3        | A         | 行政复议   | 行政处罚 | P2     | 复议3号   | -           | -
            R4        | A         | 复议意见书 | 行政处罚 | P3     | 意见4号   | 2026-03-10  | -
            R5        | A         | 行政复议   | 行政处罚 | P4     | 复议5号   | 2026-01-05  | -
            """,
            "deliveries": """
            agency_id | sheet        | covers_from_on | covers_to_on
            ----------|--------------|----------------|-------------
            A         | 复议诉讼赔偿 | 2017-01-01     | 2026-12-31
            """,
        },
    )
    assert "2026-03-10已经受理复议或者立案诉讼（复议1号）" in found["pending"]["explanation"]
