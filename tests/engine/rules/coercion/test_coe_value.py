"""COE-VALUE: what is held is in proportion to the case."""

from tests.engine.rules.spec import check


def test_more_than_six_fifths_of_both() -> None:
    check(
        "COE-VALUE",
        "coercions",
        """
        coercion_id   | kind                 | penalty_id | estimated_value_yuan | max_penalty_yuan | verdict
        --------------|----------------------|------------|----------------------|------------------|--------
        six-fifths    | 扣押财物             | P1         | 12000.00             | 10000.00         | clear
        a-fen-more    | 扣押财物             | P1         | 12000.01             | 10000.00         | hit
        fine-is-high  | 查封场所设施或者财物 | P1         | 12000.01             | 10001.00         | clear
        case-is-big   | 冻结存款汇款         | P2         | 12000.01             | 10000.00         | clear
        frozen        | 冻结存款汇款         | P1         | 50000.00             | 10000.00         | hit
        no-case       | 扣押财物             | -          | 12000.01             | 10000.00         | hit
        not-involved  | 扣押财物             | P3         | 12000.01             | 10000.00         | unknown
        not-estimated | 扣押财物             | P1         | -                    | 10000.00         | unknown
        no-highest    | 扣押财物             | P1         | 12000.01             | -                | unknown
        surely-less   | 扣押财物             | P2         | 12000.01             | -                | clear
        lost-case     | 扣押财物             | P9         | 12000.01             | 10000.00         | unknown
        carried-out   | 强制拆除             | P1         | 50000.00             | 10000.00         | clear
        """,
        given={"agency_id": "A", "started_at": "2026-03-02 09:00:00"},
        beside={
            "penalties": """
            penalty_id | agency_id | involved_yuan
            -----------|-----------|--------------
            P1         | A         | 10000.00
            P2         | A         | 90000.00
            P3         | A         | -
            """
        },
    )
