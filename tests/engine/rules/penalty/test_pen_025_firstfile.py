"""PEN-025-FIRSTFILE: the agency that filed first goes on with the case."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_the_second_agency_to_file_is_hit() -> None:
    found = check(
        "PEN-025-FIRSTFILE",
        "penalties",
        """
        penalty_id | agency_id | party_uscc | violation_code | object_key | act_start_on | act_end_on | filed_on   | outcome  | jurisdiction_basis | verdict
        -----------|-----------|------------|----------------|------------|--------------|------------|------------|----------|--------------------|--------
        a-first    | A         | P1         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 给予处罚 | -                  | clear
        a-second   | B         | P1         | V1             | K1         | 2024-03-10   | 2024-03-12 | 2024-04-02 | 给予处罚 | -                  | hit
        b-first    | A         | P2         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 给予处罚 | -                  | clear
        b-apart    | B         | P2         | V1             | K1         | 2024-03-11   | 2024-03-12 | 2024-04-02 | 给予处罚 | -                  | clear
        b-object   | B         | P2         | V1             | K2         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | -                  | clear
        b-code     | B         | P2         | V2             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | -                  | clear
        b-same     | A         | P2         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | -                  | clear
        b-assigned | B         | P2         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | 指定管辖           | clear
        b-dropped  | B         | P2         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 不予处罚 | -                  | clear
        b-unsaid   | B         | P2         | V1             | -          | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | -                  | unknown
        c-first    | A         | P3         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 不予处罚 | -                  | clear
        c-one-day  | B         | P3         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 给予处罚 | -                  | clear
        c-second   | C         | P3         | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-02 | 给予处罚 | -                  | hit
        d-nobody   | A         | -          | V1             | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 给予处罚 | -                  | unknown
        d-codeless | A         | P4         | -              | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 给予处罚 | -                  | unknown
        d-neither  | A         | P4         | -              | K1         | 2024-03-01   | 2024-03-10 | 2024-04-01 | 不予处罚 | -                  | clear
        e-first    | A         | P5         | V1             | K1         | 2021-07-01   | 2021-07-01 | 2021-07-13 | 给予处罚 | -                  | clear
        e-old-text | B         | P5         | V1             | K1         | 2021-07-01   | 2021-07-01 | 2021-07-14 | 给予处罚 | -                  | clear
        e-new-text | C         | P5         | V1             | K1         | 2021-07-01   | 2021-07-01 | 2021-07-15 | 给予处罚 | -                  | hit
        """,
        given={"party_kind": "法人及非法人组织"},
    )
    assert '"other_case": "a-first"' in found["a-second"]["evidence"]
