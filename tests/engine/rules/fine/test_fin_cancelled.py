"""FIN-CANCELLED: a cancelled fine is not imposed."""

from tests.engine.rules.spec import check

BESIDE = {
    "penalty_norms": """
    norm_id | citation | fine_mode | max_yuan | cancelled_on
    --------|----------|-----------|----------|-------------
    GONE    | 甲法     | 固定      | 1000     | 2025-06-01
    STANDS  | 乙法     | 固定      | 1000     | -
    LATER   | 丙法     | 固定      | 1000     | 2026-06-01
    """,
    "penalty_bases": """
    penalty_id | norm_id | cite_role
    -----------|---------|----------
    by-base    | GONE    | 处罚依据
    by-later   | GONE    | 处罚依据
    by-other   | GONE    | 违反条款
    base-lost  | NOWHERE | 处罚依据
    lost-gone  | NOWHERE | 处罚依据
    """,
}


def test_from_the_day_it_was_cancelled() -> None:
    found = check(
        "FIN-CANCELLED",
        "penalties",
        """
        penalty_id | norm_id | decided_on | fine_yuan | verdict
        -----------|---------|------------|-----------|--------
        that-day   | GONE    | 2025-06-01 | 1000      | hit
        day-before | GONE    | 2025-05-31 | 1000      | clear
        stands     | STANDS  | 2026-03-02 | 1000      | clear
        by-base    | STANDS  | 2026-03-02 | 1000      | hit
        by-later   | LATER   | 2026-03-02 | 1000      | hit
        by-other   | STANDS  | 2026-03-02 | 1000      | clear
        base-lost  | STANDS  | 2026-03-02 | 1000      | unknown
        lost-gone  | GONE    | 2026-03-02 | 1000      | hit
        no-clause  | -       | 2026-03-02 | 1000      | unknown
        no-fine    | GONE    | 2026-03-02 | 0         | clear
        no-day     | GONE    | -          | 1000      | unknown
        """,
        given={"outcome": "给予处罚"},
        beside=BESIDE,
    )
    assert "依据甲法罚款1000.00元，该罚款事项已自2025-06-01起" in found["by-later"]["explanation"]
