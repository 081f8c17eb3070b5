"""FIN-028-NOCORRECT: who is fined must be told to put it right, and somebody must look."""

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "decided_on": "2026-03-02", "penalty_kinds": "罚款"}


def test_an_order_and_a_recheck_are_looked_for() -> None:
    check(
        "FIN-028-NOCORRECT",
        "penalties",
        """
        penalty_id     | fine_yuan | is_correctable | correction_ordered_on | correction_due_on | rechecked_on | verdict
        ---------------|-----------|----------------|-----------------------|-------------------|--------------|--------
        ordered        | 1000      | 是             | 2026-03-02            | -                 | -            | clear
        no-order       | 1000      | 是             | -                     | -                 | -            | hit
        nothing-left   | 1000      | 否             | -                     | -                 | -            | clear
        unsaid         | 1000      | -              | -                     | -                 | -            | unknown
        unsaid-ordered | 1000      | -              | 2026-03-02            | -                 | -            | clear
        due-today      | 1000      | 是             | 2026-03-02            | 2026-11-21        | -            | clear
        due-yesterday  | 1000      | 是             | 2026-03-02            | 2026-11-20        | -            | hit
        rechecked-late | 1000      | 是             | 2026-03-02            | 2026-04-01        | 2026-11-20   | clear
        no-fine        | 0         | 是             | -                     | -                 | -            | clear
        """,
        given=GIVEN,
    )


def test_columns_the_sheet_lacked_cannot_be_judged() -> None:
    check(
        "FIN-028-NOCORRECT",
        "penalties",
        """
        penalty_id | fine_yuan | is_correctable | correction_ordered_on | verdict
        -----------|-----------|----------------|-----------------------|--------
        lost       | 1000      | 是             | 2026-03-02            | unknown
        sure       | 1000      | 是             | -                     | hit
        """,
        given=GIVEN,
        lacking={"penalties": ("correction_due_on", "rechecked_on")},
    )
