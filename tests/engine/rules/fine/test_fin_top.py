"""FIN-TOP: the highest fine needs aggravating facts and reasons."""

from tests.engine.rules.spec import check

NORMS = """
    norm_id | citation   | fine_mode | min_yuan | max_yuan
    --------|------------|-----------|----------|---------
    SPAN    | 甲法第一条 | 幅度      | 1000     | 10000
    SMALL   | 甲法第二条 | 幅度      | 20       | 200
    LITTLE  | 甲法第三条 | 幅度      | 20       | 201
    FIXED   | 甲法第四条 | 固定      | -        | 10000
    """
GIVEN = {"outcome": "给予处罚", "decided_on": "2026-03-02", "penalty_kinds": "罚款"}


def test_ninety_five_percent_without_reasons_is_a_hit() -> None:
    check(
        "FIN-TOP",
        "penalties",
        """
        penalty_id    | norm_id | fine_yuan | aggravating | has_aggravating_reason | verdict
        --------------|---------|-----------|-------------|------------------------|--------
        no-facts      | SPAN    | 9500      | 无          | 是                     | hit
        cent-below    | SPAN    | 9499.99   | 无          | 否                     | clear
        facts-reasons | SPAN    | 10000     | 拒不改正    | 是                     | clear
        no-reasons    | SPAN    | 10000     | 拒不改正    | 否                     | hit
        reasons-blank | SPAN    | 10000     | 拒不改正    | -                      | unknown
        facts-blank   | SPAN    | 10000     | -           | 是                     | unknown
        facts-no-why  | SPAN    | 10000     | -           | 否                     | hit
        low-blank     | SPAN    | 5000      | -           | -                      | clear
        trifle        | SMALL   | 200       | 无          | 否                     | clear
        more          | LITTLE  | 201       | 无          | 否                     | hit
        one-sum       | FIXED   | 10000     | 无          | 否                     | clear
        no-clause     | -       | 10000     | 无          | 否                     | unknown
        """,
        given=GIVEN,
        beside={"penalty_norms": NORMS},
    )


def cases(agency: str, top: int, below: int, first: str = "2026-01-05") -> str:
    lines = [f"{agency}-{n} | {agency} | {10000 if n < top else 2000} | {first} | 普通程序" for n in range(top + below)]
    return "\n".join(lines) + "\n"


HEAD = "penalty_id | agency_id | fine_yuan | decided_on | procedure\n"


def judged(*groups: str) -> dict[str, str]:
    given = {"norm_id": "SPAN", "outcome": "给予处罚", "aggravating": "拒不改正", "has_aggravating_reason": "是"}
    agencies = "agency_id | name | domain | nature\n" + "\n".join(
        f"{a} | {a}局 | 城市管理 | 行政机关" for a in "ABCDEFX"
    )
    text = HEAD + "".join(groups)
    penalties = "\n".join(f"{line} | {'verdict' if n == 0 else 'clear'}" for n, line in enumerate(text.splitlines()))
    found = check("FIN-TOP", "penalties", penalties, given=given, beside={"penalty_norms": NORMS, "agencies": agencies})
    return {record: row["verdict"] for record, row in found.items()}


def test_an_agency_is_held_against_the_others_of_its_field() -> None:
    three = [cases("A", 0, 8), cases("B", 1, 9), cases("C", 0, 10)]
    assert judged(*three, cases("X", 2, 8)) == {"X": "hit"}, "0.2 against a mean of 0.033 and a deviation of 0.05"
    assert judged(*three, cases("X", 1, 8)) == {}, "0.111 is less than two deviations above"
    assert judged(*three, cases("X", 7, 0)) == {}, "seven cases are too few"
    assert judged(*three[:2], cases("X", 8, 0)) == {}, "two other agencies are too few"
    assert judged(*three, cases("X", 9, 0, "2023-11-21")) == {}, "three years ago is past"
    assert judged(*three, cases("X", 9, 0, "2023-11-22")) == {"X": "hit"}
