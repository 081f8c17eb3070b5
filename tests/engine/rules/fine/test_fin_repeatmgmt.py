"""FIN-REPEATMGMT: the third fine without guidance."""

from tests.engine.rules.spec import check


def test_three_fines_in_twelve_months() -> None:
    found = check(
        "FIN-REPEATMGMT",
        "penalties",
        """
        penalty_id | party_uscc | violation_code | decided_on | fine_yuan | rechecked_on | educated_on | verdict
        -----------|------------|----------------|------------|-----------|--------------|-------------|--------
        A1         | A          | CG001          | 2025-03-02 | 100       | -            | -           | clear
        A2         | A          | CG001          | 2025-09-01 | 100       | -            | -           | clear
        A3-year    | A          | CG001          | 2026-03-01 | 100       | -            | -           | hit
        A4         | A          | CG001          | 2026-03-02 | 100       | -            | -           | hit
        B1         | B          | CG001          | 2025-03-02 | 100       | -            | -           | clear
        B2         | B          | CG001          | 2025-09-01 | 100       | -            | -           | clear
        B3-later   | B          | CG001          | 2026-03-02 | 100       | -            | -           | clear
        C1         | C          | CG001          | 2026-03-02 | 100       | -            | -           | clear
        C2         | C          | CG001          | 2026-03-03 | 100       | 2026-04-01   | -           | clear
        C3-checked | C          | CG001          | 2026-03-04 | 100       | -            | -           | clear
        D1         | D          | CG001          | 2026-03-02 | 100       | -            | 2026-04-01  | clear
        D2         | D          | CG001          | 2026-03-03 | 100       | -            | -           | clear
        D3-guided  | D          | CG001          | 2026-03-04 | 100       | -            | -           | clear
        E1         | E          | CG001          | 2026-03-02 | 100       | -            | -           | clear
        E2-other   | E          | CG002          | 2026-03-03 | 100       | -            | -           | clear
        E3-other   | E          | CG001          | 2026-03-04 | 100       | -            | -           | clear
        F1         | F          | CG001          | 2026-03-02 | 100       | -            | -           | clear
        F2         | F          | CG001          | 2026-03-02 | 100       | -            | -           | clear
        F3-one-day | F          | CG001          | 2026-03-02 | 100       | -            | -           | hit
        nobody     | -          | CG001          | 2026-03-02 | 100       | -            | -           | unknown
        no-code    | G          | -              | 2026-03-02 | 100       | -            | -           | unknown
        no-fine    | -          | CG001          | 2026-03-02 | 0         | -            | -           | clear
        """,
        given={"outcome": "给予处罚", "party_kind": "法人及非法人组织"},
    )
    assert '"fines": "3"' in found["A3-year"]["evidence"]
