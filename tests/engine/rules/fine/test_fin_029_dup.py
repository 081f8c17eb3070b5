"""FIN-029-DUP: no second fine for one act."""

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "party_kind": "法人及非法人组织", "violation_code": "CG001", "fine_yuan": "1000"}


def test_a_second_fine_for_acts_that_meet_is_a_hit() -> None:
    found = check(
        "FIN-029-DUP",
        "penalties",
        """
        penalty_id | party_uscc | object_key | act_start_on | act_end_on | decided_on | change_kind | is_daily_penalty | fine_yuan | verdict
        -----------|------------|------------|--------------|------------|------------|-------------|------------------|-----------|--------
        A1         | A          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | clear
        A2-overlap | A          | 豫K1       | 2026-01-10   | 2026-01-20 | 2026-03-02 | -           | -                | 1000      | hit
        B1         | B          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | clear
        B2-day-gap | B          | 豫K1       | 2026-01-11   | 2026-01-11 | 2026-03-02 | -           | -                | 1000      | hit
        B3-apart   | B          | 豫K1       | 2026-01-13   | 2026-01-13 | 2026-03-02 | -           | -                | 1000      | clear
        C1         | C          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | clear
        C2-object  | C          | 豫K2       | 2026-01-05   | 2026-01-10 | 2026-03-02 | -           | -                | 1000      | clear
        D1         | D          | 豫K1       | 2026-01-05   | 2026-03-01 | 2026-02-02 | -           | -                | 1000      | clear
        D2-same    | D          | 豫K1       | 2026-02-02   | 2026-02-05 | 2026-03-02 | -           | -                | 1000      | hit
        E1         | E          | 豫K1       | 2026-01-05   | 2026-03-01 | 2026-02-02 | -           | -                | 1000      | clear
        E2-new     | E          | 豫K1       | 2026-02-03   | 2026-02-05 | 2026-03-02 | -           | -                | 1000      | clear
        F1         | F          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | 撤销        | -                | 1000      | clear
        F2-after   | F          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-03-02 | -           | -                | 1000      | clear
        G1         | G          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | clear
        G2-daily   | G          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-03-02 | -           | 是               | 1000      | clear
        H1         | H          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | clear
        H2-sameday | H          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 1000      | hit
        I1         | I          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | -           | -                | 0         | clear
        I2-unfined | I          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-03-02 | -           | -                | 1000      | clear
        """,  # noqa: E501 - a table
        given=GIVEN,
    )
    assert '"other_case": "A1"' in found["A2-overlap"]["evidence"]


def test_a_blank_is_unknown_only_where_it_could_matter() -> None:
    check(
        "FIN-029-DUP",
        "penalties",
        """
        penalty_id  | party_uscc | violation_code | object_key | act_start_on | act_end_on | decided_on | fine_yuan | verdict
        ------------|------------|----------------|------------|--------------|------------|------------|-----------|--------
        J1          | J          | CG001          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | 1000      | clear
        J2-object   | J          | CG001          | -          | 2026-01-05   | 2026-01-10 | 2026-03-02 | 1000      | unknown
        J3-days     | J          | CG001          | 豫K1       | -            | -          | 2026-03-02 | 1000      | unknown
        J4-far      | J          | CG001          | -          | 2026-05-05   | 2026-05-10 | 2026-06-02 | 1000      | clear
        nobody      | -          | CG001          | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | 1000      | unknown
        nothing     | K          | -              | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | 1000      | unknown
        not-fined   | -          | -              | 豫K1       | 2026-01-05   | 2026-01-10 | 2026-02-02 | 0         | clear
        """,  # noqa: E501 - a table
        given={**GIVEN},
    )
