"""FIN-074-TREASURY: what was paid comes into the treasury whole."""

from tests.engine.rules.spec import check


def test_whole_and_in_five_working_days() -> None:
    check(
        "FIN-074-TREASURY",
        "payments",
        """
        payment_id | kind     | paid_on    | amount_yuan | treasury_on | treasury_amount_yuan | verdict
        -----------|----------|------------|-------------|-------------|----------------------|--------
        whole      | 罚款     | 2026-03-02 | 1000        | 2026-05-02  | 1000                 | clear
        cent-less  | 罚款     | 2026-03-02 | 1000        | 2026-03-03  | 999.99               | hit
        nothing    | 加处罚款 | 2026-11-13 | 1000        | -           | -                    | hit
        on-the-way | 没收款   | 2026-11-16 | 1000        | -           | -                    | clear
        sum-unsaid | 罚款     | 2026-03-02 | 1000        | 2026-03-03  | -                    | unknown
        no-day     | 罚款     | -          | 1000        | -           | -                    | unknown
        refund     | 退付     | 2026-03-02 | 1000        | -           | -                    | clear
        """,
        given={"agency_id": "A"},
    )
