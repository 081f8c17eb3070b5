"""DIS-SIM-PAIR: two cases alike, two punishments alike."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "procedure": "普通程序", "party_kind": "法人及非法人组织", "is_first_offence": "是",
         "is_corrected_in_time": "是", "mitigation": "无", "illegal_gain_yuan": "0"}  # fmt: skip


def test_the_harder_of_two_like_cases() -> None:
    found = check(
        "DIS-SIM-PAIR",
        "penalties",
        """
        penalty_id | violation_code | tier_id | harm | goods_value_yuan | fine_yuan | penalty_kinds  | decided_on | verdict
        -----------|----------------|---------|------|------------------|-----------|----------------|------------|--------
        A-mild     | A              | T       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        A-double   | A              | T       | 无   | 1000             | 1000      | 罚款           | 2026-03-09 | hit
        B-mild     | B              | T       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        B-less     | B              | T       | 无   | 1000             | 999.99    | 罚款           | 2026-03-09 | clear
        C-one      | C              | T       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        C-more     | C              | T       | 无   | 1000             | 500       | 罚款、责令关闭 | 2026-03-09 | hit
        D-mild     | D              | T       | 无   | 900              | 500       | 罚款           | 2026-03-02 | clear
        D-tenth    | D              | T       | 无   | 1000             | 1000      | 罚款           | 2026-03-09 | hit
        E-mild     | E              | T       | 无   | 899.99           | 500       | 罚款           | 2026-03-02 | clear
        E-far      | E              | T       | 无   | 1000             | 1000      | 罚款           | 2026-03-09 | clear
        F-mild     | F              | T       | 无   | 1000             | 500       | 罚款           | 2025-03-02 | clear
        F-year     | F              | T       | 无   | 1000             | 1000      | 罚款           | 2026-03-02 | hit
        G-mild     | G              | T       | 无   | 1000             | 500       | 罚款           | 2025-03-01 | clear
        G-later    | G              | T       | 无   | 1000             | 1000      | 罚款           | 2026-03-02 | clear
        H-mild     | H              | T       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        H-harm     | H              | T       | 轻微 | 1000             | 1000      | 罚款           | 2026-03-09 | clear
        I-mild     | I              | T       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        I-unsaid   | I              | T       | -    | 1000             | 1000      | 罚款           | 2026-03-09 | unknown
        J-mild     | J              | T       | 无   | -                | 500       | 罚款           | 2026-03-02 | clear
        J-both     | J              | T       | 无   | -                | 1000      | 罚款           | 2026-03-09 | hit
        K-mild     | K              | -       | 无   | 1000             | 500       | 罚款           | 2026-03-02 | clear
        K-no-step  | K              | -       | -    | 1000             | 1000      | 罚款           | 2026-03-09 | clear
        L-old      | L              | T       | 无   | 1000             | 500       | 罚款           | 2024-11-21 | clear
        L-new      | L              | T       | 无   | 1000             | 1000      | 罚款           | 2024-11-25 | clear
        M-warned   | M              | T       | 无   | 1000             | -         | 警告           | 2026-03-02 | clear
        M-fined    | M              | T       | 无   | 1000             | 1         | 警告、罚款     | 2026-03-09 | hit
        """,
        given=GIVEN,
    )
    assert '"other_case": "A-mild"' in found["A-double"]["evidence"]
    assert "处罚种类不同" in found["C-more"]["explanation"]
    assert "罚款相差一倍以上" in found["A-double"]["explanation"]


def test_five_neighbours_in_the_order_of_goods() -> None:
    rows = ["penalty_id | goods_value_yuan | fine_yuan | verdict", "first | 1000 | 500 | clear"]
    rows += [f"between-{n} | {1000 + n} | 700 | clear" for n in range(1, 5)]
    given = {**GIVEN, "violation_code": "A", "tier_id": "T", "harm": "无", "penalty_kinds": "罚款",
             "decided_on": "2026-03-02"}  # fmt: skip
    fifth = check("DIS-SIM-PAIR", "penalties", "\n".join([*rows, "sixth | 1010 | 1000 | hit"]), given=given)
    assert '"other_case": "first"' in fifth["sixth"]["evidence"]
    further = [*rows, "between-5 | 1006 | 700 | clear", "seventh | 1010 | 1000 | clear"]
    check("DIS-SIM-PAIR", "penalties", "\n".join(further), given=given)
