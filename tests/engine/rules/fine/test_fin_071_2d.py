"""FIN-071-2D: cash reaches the agency and the bank, two days each."""

from tests.engine.rules.spec import check


def test_two_working_days_each() -> None:
    found = check(
        "FIN-071-2D",
        "payments",
        """
        payment_id   | channel  | paid_on    | ashore_on  | handed_in_on | banked_on  | treasury_on | verdict
        -------------|----------|------------|------------|--------------|------------|-------------|--------
        both-last    | 当场现金 | 2026-02-14 | -          | 2026-02-25   | 2026-02-27 | -           | clear
        handed-late  | 当场现金 | 2026-02-14 | -          | 2026-02-26   | 2026-02-27 | -           | hit
        banked-late  | 当场现金 | 2026-02-14 | -          | 2026-02-25   | 2026-02-28 | -           | hit
        never        | 当场现金 | 2026-02-14 | -          | -            | -          | -           | hit
        not-banked   | 当场现金 | 2026-02-14 | -          | 2026-02-25   | -          | -           | hit
        today        | 当场现金 | 2026-11-19 | -          | -            | -          | -           | clear
        on-water     | 当场现金 | 2026-02-14 | 2026-03-02 | 2026-03-04   | 2026-03-06 | -           | clear
        hand-unsaid  | 当场现金 | 2026-02-14 | -          | -            | 2026-02-26 | -           | unknown
        bank         | 银行     | 2026-02-14 | -          | -            | -          | -           | clear
        old-calendar | 当场现金 | 2021-07-14 | -          | 2021-07-16   | 2021-07-19 | -           | clear
        old-late     | 当场现金 | 2021-07-14 | -          | 2021-07-16   | 2021-07-20 | -           | hit
        new-working  | 当场现金 | 2021-07-15 | -          | 2021-07-19   | 2021-07-21 | -           | clear
        no-day       | 当场现金 | -          | -          | 2026-02-25   | 2026-02-26 | -           | unknown
        """,
        given={"kind": "罚款", "agency_id": "A"},
    )
    assert found["old-late"]["law_version"] == "行政处罚法(2017)"
