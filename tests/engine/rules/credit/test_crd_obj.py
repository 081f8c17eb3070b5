"""CRD-OBJ: objections are settled within seven working days."""

from tests.engine.rules.spec import check


def test_seven_working_days_from_acceptance() -> None:
    check(
        "CRD-OBJ",
        "requests",
        """
        request_id  | kind         | received_on | accepted_on | extension_told_on | decided_on | verdict
        ------------|--------------|-------------|-------------|-------------------|------------|--------
        last-day    | 信用异议申诉 | 2026-04-30  | 2026-05-08  | -                 | 2026-05-18 | clear
        day-after   | 信用异议申诉 | 2026-04-30  | 2026-05-08  | -                 | 2026-05-19 | hit
        extended    | 信用异议申诉 | 2026-04-30  | 2026-05-08  | 2026-05-15        | 2026-08-03 | clear
        open        | 信用异议申诉 | 2026-04-30  | 2026-05-08  | -                 | -          | hit
        waiting     | 信用异议申诉 | 2026-04-30  | -           | -                 | -          | clear
        before-rule | 信用异议申诉 | 2026-03-31  | 2026-04-01  | -                 | 2026-04-02 | unknown
        repair      | 信用修复申请 | 2026-04-30  | 2026-05-08  | -                 | 2026-05-19 | clear
        """,
        given={"agency_id": "A"},
    )
