"""FIN-066-INSTALMENT: who asks to pay later gets an answer."""

from tests.engine.rules.spec import check


def test_the_fifth_working_day_is_still_in_time() -> None:
    check(
        "FIN-066-INSTALMENT",
        "penalties",
        """
        penalty_id | deferral_requested_on | deferral_decided_on | verdict
        -----------|-----------------------|---------------------|--------
        due-friday | 2026-11-13            | -                   | hit
        due-monday | 2026-11-16            | -                   | clear
        answered   | 2026-03-02            | 2026-05-06          | clear
        not-asked  | -                     | -                   | clear
        """,
    )
