"""CRD-REPAIR: requests to repair credit are accepted and decided in time."""

from tests.engine.rules.spec import check


def test_three_days_and_seven_days() -> None:
    check(
        "CRD-REPAIR",
        "requests",
        """
        request_id   | kind         | received_on | accepted_on | extension_told_on | decided_on | verdict
        -------------|--------------|-------------|-------------|-------------------|------------|--------
        both-last    | 信用修复申请 | 2026-04-30  | 2026-05-08  | -                 | 2026-05-18 | clear
        accept-late  | 信用修复申请 | 2026-04-30  | 2026-05-09  | -                 | 2026-05-11 | hit
        decide-late  | 信用修复申请 | 2026-04-30  | 2026-05-08  | -                 | 2026-05-19 | hit
        extended     | 信用修复申请 | 2026-04-30  | 2026-05-08  | 2026-05-15        | 2026-06-01 | clear
        extended-out | 信用修复申请 | 2026-04-30  | 2026-05-08  | 2026-05-15        | 2026-06-02 | hit
        not-accepted | 信用修复申请 | 2026-04-30  | -           | -                 | -          | hit
        fresh        | 信用修复申请 | 2026-11-19  | -           | -                 | -          | clear
        undecided    | 信用修复申请 | 2026-04-30  | 2026-05-08  | -                 | -          | hit
        before-rule  | 信用修复申请 | 2026-03-31  | 2026-04-01  | -                 | 2026-04-02 | unknown
        first-day    | 信用修复申请 | 2026-04-01  | 2026-04-02  | -                 | 2026-04-03 | clear
        objection    | 信用异议申诉 | 2026-04-30  | 2026-05-09  | -                 | 2026-05-19 | clear
        """,
        given={"agency_id": "A"},
    )
